//! What a key gives to verify with.

use ssoscope_crypto::{Curve, PublicKey, Secret};

use super::fields::Fields;
use super::{Material, NoMaterial};
use crate::json::Text;

pub(super) fn material(
    kty: Option<&Text>,
    crv: Option<&Text>,
    fields: &mut Fields<'_>,
) -> Result<Material, NoMaterial> {
    let kty = kty.ok_or(NoMaterial::NoType)?;
    match kty.value.as_str() {
        "RSA" => rsa(fields),
        "EC" => ec(crv, fields),
        "OKP" => okp(crv, fields),
        "oct" => fields.bytes("k").map(|k| Material::Shared(Secret::new(k))),
        other => Err(NoMaterial::UnknownType(other.to_owned())),
    }
}

fn rsa(fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let n = fields.number("n")?;
    let e = fields.number("e")?;
    Ok(Material::Public(PublicKey::rsa(&n, &e)?))
}

fn ec(crv: Option<&Text>, fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let crv = crv.ok_or(NoMaterial::Missing("crv"))?;
    let curve = Curve::ALL
        .into_iter()
        .find(|curve| curve.name() == crv.value)
        .ok_or_else(|| NoMaterial::UnknownCurve(crv.value.clone()))?;
    let x = fields.coordinate("x", curve)?;
    let y = fields.coordinate("y", curve)?;
    Ok(Material::Public(PublicKey::ec(curve, &x, &y)?))
}

fn okp(crv: Option<&Text>, fields: &mut Fields<'_>) -> Result<Material, NoMaterial> {
    let crv = crv.ok_or(NoMaterial::Missing("crv"))?;
    match crv.value.as_str() {
        "Ed25519" => Ok(Material::Public(PublicKey::ed25519(&fields.bytes("x")?)?)),
        other @ ("X25519" | "X448") => Err(NoMaterial::KeyAgreement(other.to_owned())),
        other => Err(NoMaterial::UnknownCurve(other.to_owned())),
    }
}
