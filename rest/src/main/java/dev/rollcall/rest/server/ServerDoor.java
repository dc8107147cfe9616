package dev.rollcall.rest.server;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import dev.rollcall.rest.door.AccountDoor;
import dev.rollcall.rest.door.QueryArguments;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells the account that owns the server, or a key of it, how the server does: health, what is in
 * use, which ports are open to whom and for what, and how calls went through trunks. Other accounts
 * and users are answered with 403: they are guests here.
 */
public final class ServerDoor extends AccountDoor {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/rollcall/v1/server";

  private static final int SEGMENTS_OF_MOUNT = 3;

  private final AccountSid owner;
  private final Supplier<ServerReport> reports;

  /**
   * @param reports asked anew for each answer
   */
  public ServerDoor(Accounts accounts, AccountSid owner, Supplier<ServerReport> reports) {
    super(accounts);
    this.owner = owner;
    this.reports = reports;
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
    checkIsOwner(proof);
    if (request.segments().size() != SEGMENTS_OF_MOUNT) {
      return noSuchResource(request, "There is " + MOUNT + ".");
    }
    if (!request.method().equals("GET")) {
      return notAllowed("GET, HEAD");
    }
    QueryArguments.of(request, Set.of());
    ServerReport report = reports.get();
    return HttpResponse.json(200, JsonBytes.write(json -> ReportFields.write(json, report)));
  }

  private void checkIsOwner(Proof proof) {
    boolean ofUser = proof instanceof Proof.OfUser;
    if (ofUser || !proof.account().equals(owner)) {
      throw new ApiException(
          ApiError.FORBIDDEN,
          "Permission denied: this is for the account that owns the server; authenticate with its"
              + " sid and auth token, or with one of its API keys.");
    }
  }
}
