//! Messages that a page's own script writes into it, so that its source holds no more than a number: LemonLDAP::NG's
//! `<span trmsg="108">`.

/// What the messages mean that end a sign-in, by their numbers (LemonLDAP::NG, constants of the portal). Where they were seen on its
/// pages, as they are worded there.
const MESSAGES: &[(u32, &str)] = &[
    (1, "the session is over"),
    (4, "the person is not known"),
    (5, "name or password is wrong"),
    (21, "the account is locked"),
    (22, "the password has expired"),
    (23, "a certificate is required"),
    (24, "the server failed, and says why in its log only"),
    (37, "the URL to return to can't be accepted"),
    (41, "the person is not allowed to open a session"),
    (48, "the SAML library failed"),
    (49, "the SAML service can't be loaded"),
    (50, "the SAML identity providers can't be loaded"),
    (51, "the SAML sign-in failed"),
    (52, "the SAML partner is not known"),
    (53, "the Destination of the SAML message is another one"),
    (54, "the conditions of the SAML assertion are not met"),
    (55, "a SAML sign-in that nobody asked for is not allowed"),
    (56, "the SAML logout failed"),
    (57, "Error in SAML message signature management"),
    (58, "the SAML artifact can't be resolved"),
    (59, "the SAML session can't be opened"),
    (60, "the SAML applications can't be loaded"),
    (61, "a SAML attribute is missing or can't be read"),
    (64, "a required attribute is missing"),
    (65, "the partner is not accepted"),
    (107, "This application is not known"),
    (108, "Unauthorized URL"),
];

/// What a script writes into an element, by its start tag; nothing where that is no message that ends a sign-in.
pub(super) fn of_tag(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("trmsg=")?;
    let digits = value.trim_start_matches(['"', '\'', '\\']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let number: u32 = digits.get(..end)?.parse().ok()?;
    let (_, means) = MESSAGES.iter().find(|(known, _)| *known == number)?;
    Some(format!("Error {number}: {means}"))
}

/// Whether a page holds such a message.
pub(crate) fn is_in(page: &str) -> bool {
    memchr::memmem::find_iter(page.as_bytes(), b"trmsg=")
        .filter_map(|at| page.get(at..page.len().min(at + 24)).or_else(|| page.get(at..)))
        .any(|tag| of_tag(tag).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_what_the_page_shows() {
        assert_eq!(
            of_tag("<span trmsg=\"107\">").as_deref(),
            Some("Error 107: This application is not known")
        );
        assert_eq!(of_tag("<span trmsg=\\\"108\\\">").as_deref(), Some("Error 108: Unauthorized URL"));
        // The message of the first visit, which is no error, and none at all.
        assert_eq!((of_tag("<span trmsg=\"9\">"), of_tag("<span class=\"x\">")), (None, None));
        assert!(is_in("<p><span trmsg=\"24\"></span>") && !is_in("<span trmsg=\"9\"></span>é"));
    }
}
