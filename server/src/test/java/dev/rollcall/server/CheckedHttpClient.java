package dev.rollcall.server;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.rollcall.rest.testing.ListContract;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SDK's own client, sent to this server; every participants list that passes is held against
 * the schema.
 */
final class CheckedHttpClient extends NetworkHttpClient {
  private final ListContract contract = new ListContract();

  CheckedHttpClient(InetSocketAddress server) {
    super(
        HttpClientBuilder.create()
            .setRoutePlanner(
                (_, _) ->
                    new HttpRoute(new HttpHost("http", server.getHostString(), server.getPort()))));
  }

  @Override
  public Response makeRequest(Request request) {
    Response response = super.makeRequest(request);
    if (!request.getUrl().contains("/Participants.json") || response.getStatusCode() != 200) {
      return response;
    }
    String body = response.getContent();
    contract.checkParticipants(JsonMapper.shared().readTree(body));
    return new Response(body, response.getStatusCode(), response.getHeaders());
  }
}
