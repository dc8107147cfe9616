package dev.rollcall.rest;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/** Clients of Twilio's official Java SDK, pointed at a server here by a route planner alone. */
final class SdkClients {
  private SdkClients() {}

  /** A client that shows {@code user} and {@code secret} and works on {@code account}. */
  static TwilioRestClient client(ApiFixture api, String user, String secret, String account) {
    HttpHost here = new HttpHost("http", "127.0.0.1", api.port());
    HttpClientBuilder connection =
        HttpClientBuilder.create().setRoutePlanner((_, _) -> new HttpRoute(here));
    return new TwilioRestClient.Builder(user, secret)
        .accountSid(account)
        .httpClient(new NetworkHttpClient(connection))
        .build();
  }
}
