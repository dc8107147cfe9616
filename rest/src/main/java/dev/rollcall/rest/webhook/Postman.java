package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.http.FormEncoding;
import dev.rollcall.http.Headers;
import dev.rollcall.http.Parameters;
import dev.rollcall.http.client.FetchException;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.http.client.OutgoingAnswer;
import dev.rollcall.http.client.OutgoingRequest;
import dev.rollcall.http.client.OutgoingRequest.Method;
import dev.rollcall.http.client.Timeouts;
import dev.rollcall.rest.webhook.ConnectionOverrides.Cause;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes one attempt to deliver one message. */
final class Postman {
  /** Carries the message's name, the same for each attempt, so that a receiver can tell repeats. */
  static final String IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token";

  private final Fetcher fetcher;

  Postman(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** Blocks until it is over, at the longest as long as the address allows. */
  Outcome deliver(Delivery delivery, String authToken, Timeouts timeouts) {
    try {
      return judge(fetcher.send(request(delivery, authToken, timeouts)));
    } catch (FetchException e) {
      return switch (e.kind()) {
        case REFUSED_TARGET -> new Outcome.Refused(e.explanation());
        case CONNECT, TLS -> new Outcome.Unanswered(Cause.NOT_CONNECTED, e.explanation());
        case TIMEOUT, TOO_LARGE, STATUS, BROKEN ->
            new Outcome.Unanswered(Cause.NOT_ANSWERED, e.explanation());
        case STOPPING -> new Outcome.Interrupted();
      };
    } catch (IllegalArgumentException _) {
      return new Outcome.Refused("The address cannot be asked in this form.");
    }
  }

  private static OutgoingRequest request(Delivery delivery, String authToken, Timeouts timeouts) {
    boolean posted = delivery.target().method() == WebMethod.POST;
    URI address =
        posted
            ? delivery.target().address()
            : FormEncoding.appended(delivery.target().address(), delivery.body());
    OutgoingRequest request =
        posted
            ? OutgoingRequest.post(address, delivery.body(), timeouts)
            : new OutgoingRequest(address, Method.GET, Headers.NONE, "", timeouts);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "*/*");
    headers.put(Postman.IDEMPOTENCY_HEADER, delivery.id().text());
    headers.put(
        TwilioSignature.HEADER,
        TwilioSignature.of(authToken, address, posted ? parameters(delivery) : Map.of()));
    return request.with(headers);
  }

  private static Map<String, String> parameters(Delivery delivery) {
    Parameters form = Parameters.parse(delivery.body());
    Map<String, String> values = new LinkedHashMap<>();
    form.names().forEach(name -> form.last(name).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /** What is busy or broken may recover; what says that the request is wrong will say so again. */
  private static Outcome judge(OutgoingAnswer answer) {
    int status = answer.status();
    if (answer.isSuccess()) {
      return new Outcome.Taken(status);
    }
    if (status / 100 == 3) {
      return new Outcome.Answered(
          status,
          false,
          "The target answered with status "
              + status
              + ", a redirect. Redirects are not followed here; give the address where it leads.");
    }
    return new Outcome.Answered(
        status,
        status / 100 == 5 || status == 408 || status == 429,
        "The target answered with status " + status + ".");
  }
}
