package dev.rollcall.sip.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cuts a byte stream (TCP, TLS) into messages by their Content-Length (RFC 3261 section 18.3) and
 * finds the keep-alive pings between them (RFC 5626 section 4.4.1). What comes out does not depend
 * on how the bytes were cut when they came in. Holds at most one message and one slice of input.
 *
 * <p>Not for use by several threads.
 */
public final class SipStreamFramer {
  private static final int SLICE = 16_384;
  private static final int FIRST_CAPACITY = 4_096;

  private final int maximumMessage;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int length;

  /** How far the buffer was searched for the end of the headers. */
  private int searched;

  private int headLength = -1;
  private int messageLength = -1;
  private int emptyLines;
  private boolean broken;

  /** What the stream held. */
  public sealed interface Frame {

    /** A whole message, or a refusal of one; never a keep-alive. */
    record Message(ParseResult result) implements Frame {}

    /** The peer asks for a sign of life: a CRLF is sent back. */
    record Ping() implements Frame {}

    /**
     * Where the next message starts cannot be known any more: the connection is closed, after
     * sending the answer if there is one. Always the last frame.
     *
     * @param reason for our log
     */
    record Broken(String reason, Optional<ParseResult.Refusable> answer) implements Frame {}
  }

  /** For messages of up to {@link SipParser#MAXIMUM_MESSAGE} bytes. */
  public SipStreamFramer() {
    this(SipParser.MAXIMUM_MESSAGE);
  }

  /**
   * @param maximumMessage the longest message in bytes; never more than {@link
   *     SipParser#MAXIMUM_MESSAGE}
   */
  public SipStreamFramer(int maximumMessage) {
    this.maximumMessage = Math.min(maximumMessage, SipParser.MAXIMUM_MESSAGE);
  }

  /** Whether the stream broke; bytes fed after that are ignored. */
  public boolean broken() {
    return broken;
  }

  /** Whether a message has begun and is not whole: what a read deadline is for. */
  public boolean midMessage() {
    return length > 0 && !broken;
  }

  /** Takes the next bytes of the stream and gives the frames they complete. */
  public List<Frame> feed(byte[] bytes, int offset, int count) {
    List<Frame> frames = new ArrayList<>(2);
    int end = offset + count;
    for (int i = offset; i < end && !broken; i += SLICE) {
      append(bytes, i, Math.min(SLICE, end - i));
      int consumed = takeFrames(frames);
      System.arraycopy(buffer, consumed, buffer, 0, length - consumed);
      length -= consumed;
    }
    if (length == 0 && buffer.length > FIRST_CAPACITY) {
      buffer = new byte[FIRST_CAPACITY];
    }
    return frames;
  }

  private void append(byte[] bytes, int offset, int count) {
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length + count, buffer.length * 2));
    }
    System.arraycopy(bytes, offset, buffer, length, count);
    length += count;
  }

  /** Takes all whole frames from the buffer's start and gives the number of bytes they took. */
  private int takeFrames(List<Frame> frames) {
    int start = 0;
    while (!broken) {
      if (headLength < 0) {
        start = skipEmptyLines(start, frames);
        if (!findHead(start, frames)) {
          break;
        }
      }
      if (length - start < messageLength) {
        break;
      }
      frames.add(new Frame.Message(SipParser.parse(buffer, start, messageLength)));
      start += messageLength;
      headLength = -1;
      messageLength = -1;
      searched = 0;
    }
    return broken ? length : start;
  }

  private int skipEmptyLines(int start, List<Frame> frames) {
    int position = start;
    if (searched > 0) {
      return position;
    }
    while (position < length) {
      if (buffer[position] == '\n') {
        position++;
      } else if (buffer[position] == '\r'
          && position + 1 < length
          && buffer[position + 1] == '\n') {
        position += 2;
      } else {
        if (buffer[position] != '\r' || position + 1 < length) {
          emptyLines = 0;
        }
        return position;
      }
      if (++emptyLines == 2) {
        frames.add(new Frame.Ping());
        emptyLines = 0;
      }
    }
    return position;
  }

  private boolean findHead(int start, List<Frame> frames) {
    boolean halfAnEmptyLine = length - start == 1 && buffer[start] == '\r';
    if (start == length || halfAnEmptyLine) {
      return false;
    }
    int from = start + Math.max(0, searched - 3);
    int end = SipParser.endOfHeaders(buffer, from, length);
    boolean found = end < length || endsHere(from);
    int headSize = (found ? end : length) - start;
    if (headSize > maximumMessage) {
      breakOff(frames, "headers too long", Optional.empty());
      return false;
    }
    if (!found) {
      searched = length - start;
      return false;
    }
    headLength = headSize;
    return measure(start, frames);
  }

  /** Whether the empty line that ends the headers is the last thing in the buffer. */
  private boolean endsHere(int from) {
    return length - from >= 2
        && buffer[length - 1] == '\n'
        && (buffer[length - 2] == '\n'
            || (length - from >= 3 && buffer[length - 2] == '\r' && buffer[length - 3] == '\n'));
  }

  private boolean measure(int start, List<Frame> frames) {
    int head = start + headLength;
    HeaderSection section = HeaderSection.read(Grammar.decode(buffer, start, headLength));
    try {
      if (section.headers().all("Content-Length").size() > 1) {
        throw new MalformedSipException("Content-Length", "", "stands more than once");
      }
      OptionalInt body = section.headers().contentLength();
      if (body.isEmpty()) {
        throw MalformedSipException.missing("Content-Length");
      }
      if (body.getAsInt() > maximumMessage - headLength) {
        breakOff(
            frames,
            "message too large",
            refusal(start, head, SipStatus.MESSAGE_TOO_LARGE, "Message Too Large"));
        return false;
      }
      messageLength = headLength + body.getAsInt();
      return true;
    } catch (MalformedSipException refused) {
      String why = refused.getMessage();
      breakOff(
          frames, why, refusal(start, head, SipStatus.BAD_REQUEST, "Bad Request (" + why + ")"));
      return false;
    }
  }

  private Optional<ParseResult.Refusable> refusal(int start, int end, int status, String reason) {
    return SipParser.refuseHead(buffer, start, end, status, reason)
            instanceof ParseResult.Refusable refusable
        ? Optional.of(refusable)
        : Optional.empty();
  }

  private void breakOff(List<Frame> frames, String reason, Optional<ParseResult.Refusable> answer) {
    broken = true;
    frames.add(new Frame.Broken(reason, answer));
  }
}
