package dev.rollcall.http.client;

import dev.rollcall.http.MalformedRequestException;
import dev.rollcall.http.PercentCoding;
import dev.rollcall.http.client.FetchException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Decides what may be asked: the one way from an address that a caller gave to a connection. */
final class TargetGuard implements AutoCloseable {
  private final Predicate<InetAddress> allowed;
  private final NameLookup names;

  /**
   * @param allowed which numeric addresses may be asked
   */
  TargetGuard(Predicate<InetAddress> allowed, NameLookup.Resolver resolver) {
    this.allowed = allowed;
    names = new NameLookup(resolver);
  }

  /**
   * Resolves the address's host and checks everything about it.
   *
   * @throws FetchException with {@code REFUSED_TARGET} if it must not be asked, with {@code
   *     CONNECT} if the host has no address or none is found by {@code deadline}
   */
  Target check(URI address, Deadline deadline) throws FetchException {
    String host = address.getHost();
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    if ((!secure && !"http".equalsIgnoreCase(address.getScheme())) || host == null) {
      throw new FetchException(
          Kind.REFUSED_TARGET, "The address must begin with http:// or https:// and name a host.");
    }
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    if (port < 1 || port > 0xffff) {
      throw new FetchException(Kind.REFUSED_TARGET, "The address names a port that cannot be.");
    }
    List<InetAddress> addresses = resolve(address, host, deadline);
    if (!addresses.stream().allMatch(allowed)) {
      throw new FetchException(
          Kind.REFUSED_TARGET,
          Target.named(address)
              + " lies in a private or special network; the option allow-private-targets must be on"
              + " to ask there.");
    }
    return new Target(address, addresses, host, port, secure, userInformation(address));
  }

  private static Optional<String> userInformation(URI address) throws FetchException {
    try {
      return Optional.ofNullable(address.getRawUserInfo()).map(PercentCoding::decodeSegment);
    } catch (MalformedRequestException e) {
      throw new FetchException(
          Kind.REFUSED_TARGET, "User and password in the address must be UTF-8.", e);
    }
  }

  @Override
  public void close() {
    names.close();
  }

  private List<InetAddress> resolve(URI address, String host, Deadline deadline)
      throws FetchException {
    try {
      return names.find(host, deadline.left());
    } catch (UnknownHostException e) {
      throw new FetchException(Kind.CONNECT, "The host " + host + " has no address.", e);
    } catch (TimeoutException e) {
      throw deadline.passed(Kind.CONNECT, address, e);
    } catch (RejectedExecutionException e) {
      throw new FetchException(
          Kind.CONNECT,
          Target.named(address) + " could not be asked: too many hosts are being looked up.",
          e);
    } catch (InterruptedException e) {
      throw Asker.interrupted(address, e);
    }
  }
}
