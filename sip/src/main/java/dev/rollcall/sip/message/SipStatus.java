package dev.rollcall.sip.message;

/** Status codes and their usual reason phrases (RFC 3261 section 21 and later registrations). */
public final class SipStatus {
  public static final int TRYING = 100;
  public static final int RINGING = 180;
  public static final int SESSION_PROGRESS = 183;
  public static final int OK = 200;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int METHOD_NOT_ALLOWED = 405;
  public static final int NOT_ACCEPTABLE = 406;
  public static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  public static final int REQUEST_TIMEOUT = 408;
  public static final int UNSUPPORTED_MEDIA_TYPE = 415;
  public static final int UNSUPPORTED_URI_SCHEME = 416;
  public static final int BAD_EXTENSION = 420;
  public static final int INTERVAL_TOO_BRIEF = 423;
  public static final int TEMPORARILY_UNAVAILABLE = 480;
  public static final int CALL_DOES_NOT_EXIST = 481;
  public static final int LOOP_DETECTED = 482;
  public static final int TOO_MANY_HOPS = 483;
  public static final int BUSY_HERE = 486;
  public static final int REQUEST_TERMINATED = 487;
  public static final int NOT_ACCEPTABLE_HERE = 488;
  public static final int REQUEST_PENDING = 491;
  public static final int SERVER_INTERNAL_ERROR = 500;
  public static final int NOT_IMPLEMENTED = 501;
  public static final int SERVICE_UNAVAILABLE = 503;
  public static final int VERSION_NOT_SUPPORTED = 505;
  public static final int MESSAGE_TOO_LARGE = 513;
  public static final int DECLINE = 603;

  private SipStatus() {}

  /** The usual reason phrase; for an unknown code, that of its class (RFC 3261 section 8.1.3.2). */
  public static String reason(int status) {
    return switch (status) {
      case TRYING -> "Trying";
      case RINGING -> "Ringing";
      case 181 -> "Call Is Being Forwarded";
      case 182 -> "Queued";
      case SESSION_PROGRESS -> "Session Progress";
      case OK -> "OK";
      case 202 -> "Accepted";
      case 300 -> "Multiple Choices";
      case 301 -> "Moved Permanently";
      case 302 -> "Moved Temporarily";
      case 305 -> "Use Proxy";
      case 380 -> "Alternative Service";
      case BAD_REQUEST -> "Bad Request";
      case UNAUTHORIZED -> "Unauthorized";
      case FORBIDDEN -> "Forbidden";
      case NOT_FOUND -> "Not Found";
      case METHOD_NOT_ALLOWED -> "Method Not Allowed";
      case NOT_ACCEPTABLE -> "Not Acceptable";
      case PROXY_AUTHENTICATION_REQUIRED -> "Proxy Authentication Required";
      case REQUEST_TIMEOUT -> "Request Timeout";
      case 410 -> "Gone";
      case 413 -> "Request Entity Too Large";
      case 414 -> "Request-URI Too Long";
      case UNSUPPORTED_MEDIA_TYPE -> "Unsupported Media Type";
      case UNSUPPORTED_URI_SCHEME -> "Unsupported URI Scheme";
      case BAD_EXTENSION -> "Bad Extension";
      case 421 -> "Extension Required";
      case 422 -> "Session Interval Too Small";
      case INTERVAL_TOO_BRIEF -> "Interval Too Brief";
      case TEMPORARILY_UNAVAILABLE -> "Temporarily Unavailable";
      case CALL_DOES_NOT_EXIST -> "Call/Transaction Does Not Exist";
      case LOOP_DETECTED -> "Loop Detected";
      case TOO_MANY_HOPS -> "Too Many Hops";
      case 484 -> "Address Incomplete";
      case 485 -> "Ambiguous";
      case BUSY_HERE -> "Busy Here";
      case REQUEST_TERMINATED -> "Request Terminated";
      case NOT_ACCEPTABLE_HERE -> "Not Acceptable Here";
      case 489 -> "Bad Event";
      case REQUEST_PENDING -> "Request Pending";
      case 493 -> "Undecipherable";
      case SERVER_INTERNAL_ERROR -> "Server Internal Error";
      case NOT_IMPLEMENTED -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case SERVICE_UNAVAILABLE -> "Service Unavailable";
      case 504 -> "Server Time-out";
      case VERSION_NOT_SUPPORTED -> "Version Not Supported";
      case MESSAGE_TOO_LARGE -> "Message Too Large";
      case 600 -> "Busy Everywhere";
      case DECLINE -> "Decline";
      case 604 -> "Does Not Exist Anywhere";
      case 606 -> "Not Acceptable";
      default -> reasonOfClass(status);
    };
  }

  private static String reasonOfClass(int status) {
    return switch (status / 100) {
      case 1 -> "Session Progress";
      case 2 -> "OK";
      case 3 -> "Multiple Choices";
      case 4 -> "Bad Request";
      case 5 -> "Server Internal Error";
      default -> "Decline";
    };
  }
}
