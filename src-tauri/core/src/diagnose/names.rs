//! One attribute, many names: what common products and schemas call the same fact of a person.

/// Each row names one fact: the short name first, then its object identifier and what products send.
static SAME: &[&[&str]] = &[
    &[
        "mail",
        "email",
        "emailAddress",
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/claims/EmailAddress",
        "User.Email",
    ],
    &[
        "givenName",
        "given_name",
        "firstName",
        "first_name",
        "urn:oid:2.5.4.42",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
        "User.FirstName",
    ],
    &[
        "sn",
        "surname",
        "family_name",
        "lastName",
        "last_name",
        "urn:oid:2.5.4.4",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
        "User.LastName",
    ],
    &[
        "displayName",
        "name",
        "urn:oid:2.16.840.1.113730.3.1.241",
        "http://schemas.microsoft.com/identity/claims/displayname",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    ],
    &["cn", "commonName", "urn:oid:2.5.4.3", "http://schemas.xmlsoap.org/claims/CommonName"],
    &["uid", "username", "preferred_username", "urn:oid:0.9.2342.19200300.100.1.1"],
    &["eduPersonPrincipalName", "eppn", "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"],
    &["upn", "userPrincipalName", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"],
    &[
        "groups",
        "group",
        "memberOf",
        "isMemberOf",
        "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
        "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
        "http://schemas.xmlsoap.org/claims/Group",
    ],
    &["role", "roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"],
    &["employeeNumber", "employee_number", "employeeId", "urn:oid:2.16.840.1.113730.3.1.3"],
    &["telephoneNumber", "phone_number", "phone", "urn:oid:2.5.4.20"],
    &["eduPersonAffiliation", "affiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.1"],
];

/// Whether two names stand for the same fact of a person, or differ in upper and lower case only.
pub(super) fn stand_for_the_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || SAME.iter().any(|names| names_it(names, one) && names_it(names, other))
}

fn names_it(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_fact_are_the_same_and_others_are_not() {
        assert!(stand_for_the_same("mail", "urn:oid:0.9.2342.19200300.100.1.3"));
        assert!(stand_for_the_same("Mail", "EMAIL"));
        assert!(!stand_for_the_same("mail", "sn"));
        assert!(stand_for_the_same("costCentre", "costcentre"));
    }

    #[test]
    fn no_name_stands_for_two_facts() {
        let mut all: Vec<String> =
            SAME.iter().flat_map(|names| names.iter().map(|n| n.to_lowercase())).collect();
        let before = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), before);
    }
}
