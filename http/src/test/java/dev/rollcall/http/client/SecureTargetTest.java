package dev.rollcall.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rollcall.http.client.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that nobody trusts is told as what it is, so that nothing is sent in vain. */
final class SecureTargetTest {
  private static final String PASSWORD = "for this test";

  @Test
  void refusesASelfSignedCertificate(@TempDir Path directory) throws Exception {
    HttpsServer site =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    site.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory.resolve("keys"))));
    site.createContext("/", exchange -> TestSite.answer(exchange, 200, "never"));
    site.start();
    Duration each = Duration.ofSeconds(10);
    try (Fetcher fetcher = new Fetcher(new FetcherSettings(true, each, 1000))) {
      URI address = URI.create("https://127.0.0.1:" + site.getAddress().getPort() + "/");

      FetchException refused =
          catchThrowableOfType(
              FetchException.class,
              () ->
                  fetcher.send(
                      OutgoingRequest.post(address, "a=b", new Timeouts(each, each, each))));

      assertThat(refused.kind()).isEqualTo(Kind.TLS);
      assertThat(refused.explanation()).contains("no secure connection");
    } finally {
      site.stop(0);
    }
  }

  private static SSLContext selfSigned(Path file)
      throws IOException, GeneralSecurityException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(file)) {
      keys.load(stored, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
