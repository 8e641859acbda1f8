//! What is expected of a sign-in: the playbook's core sections, single values, keys and the tolerance.
