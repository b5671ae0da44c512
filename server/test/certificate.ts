/** Certificates for tests of TLS, made on the spot: X.509 version 3 in DER, a P-256 key, signed with itself. */
import { createSign, generateKeyPairSync } from "node:crypto";

const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Buffer[]) => tlv(0x30, ...parts);
const ecdsaWithSha256 = sequence(Buffer.from("06082a8648ce3d040302", "hex"));
const nameOf = (common: string) =>
  sequence(tlv(0x31, sequence(Buffer.from("0603550403", "hex"), tlv(0x0c, Buffer.from(common)))));
const generalized = (at: Date) => tlv(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`));
const extension = (oid: string, value: Buffer) => sequence(Buffer.from(oid, "hex"), tlv(0x04, value));

/** PEM of key and certificate, for 127.0.0.1 and `host`, valid until `until`. */
export function selfSigned(host: string, until: Date): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const hosts = [tlv(0x82, Buffer.from(host)), tlv(0x87, Buffer.from([127, 0, 0, 1]))];
  const body = sequence(
    tlv(0xa0, Buffer.from("020102", "hex")),
    tlv(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    nameOf(host),
    sequence(generalized(new Date(until.getTime() - 90 * 86_400_000)), generalized(until)),
    nameOf(host),
    publicKey.export({ type: "spki", format: "der" }),
    tlv(
      0xa3,
      sequence(
        extension("0603551d13", sequence(Buffer.from("0101ff", "hex"))),
        extension("0603551d11", sequence(...hosts)),
      ),
    ),
  );
  const signature = createSign("sha256").update(body).sign(privateKey);
  const der = sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature));
  const lines = der.toString("base64").replaceAll(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
