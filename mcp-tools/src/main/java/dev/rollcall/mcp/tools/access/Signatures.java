package dev.rollcall.mcp.tools.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/**
 * Checks signatures of JWTs by public keys. Algorithms with a shared secret are none of them, so
 * that a public key can never be taken for such a secret.
 */
final class Signatures {
  /** The algorithms that are accepted (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864). */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  private static final int LEAST_RSA_BITS = 2_048;
  private static final int ED25519_KEY_BYTES = 32;

  /** What stands before the key's bytes in a SubjectPublicKeyInfo (RFC 8410 §4). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Signatures() {}

  /** Whether {@code key} made the signature of {@code token}. */
  static boolean isBy(JWK key, SignedJWT token) {
    try {
      return switch (key) {
        case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS && token.verify(new RSASSAVerifier(rsa));
        case ECKey curve -> token.verify(new ECDSAVerifier(curve));
        case OctetKeyPair pair -> Curve.Ed25519.equals(pair.getCurve()) && isEd25519(pair, token);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException | IllegalStateException _) {
      return false;
    }
  }

  /** Nimbus leaves this one to a further library; the JDK has it. */
  private static boolean isEd25519(OctetKeyPair pair, SignedJWT token)
      throws GeneralSecurityException {
    JWSHeader header = token.getHeader();
    byte[] key = pair.getDecodedX();
    if (header.getCriticalParams() != null || key.length != ED25519_KEY_BYTES) {
      return false;
    }
    byte[] encoded = new byte[ED25519_PREFIX.length + ED25519_KEY_BYTES];
    System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
    System.arraycopy(key, 0, encoded, ED25519_PREFIX.length, ED25519_KEY_BYTES);
    PublicKey publicKey =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(publicKey);
    signature.update(token.getSigningInput());
    return signature.verify(token.getSignature().decode());
  }
}
