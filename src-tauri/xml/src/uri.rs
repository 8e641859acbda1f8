//! Namespace names and algorithm identifiers of XML Signature and XML Encryption.

pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(crate) const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";
pub(crate) const DSIG_MORE: &str = "http://www.w3.org/2001/04/xmldsig-more#";
pub(crate) const DSIG_MORE_2007: &str = "http://www.w3.org/2007/05/xmldsig-more#";
pub(crate) const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";
pub(crate) const ENC11: &str = "http://www.w3.org/2009/xmlenc11#";
pub(crate) const EXC_C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
pub(crate) const XPATH_FILTER2: &str = "http://www.w3.org/2002/06/xmldsig-filter2";
