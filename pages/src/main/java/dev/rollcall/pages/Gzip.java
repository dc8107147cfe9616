package dev.rollcall.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies (RFC 1952). */
final class Gzip {
  /** Nothing is known but the method (RFC 1952 §2.3). */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final int TRAILER_BYTES = 8;
  private static final int BUFFER_BYTES = 8_192;

  private Gzip() {}

  static byte[] of(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * {@code begin} and {@code end} together, of which only {@code begin} has to be compressed.
   * Blocks of one stream may be made apart if none refers to one before (RFC 1951 §2).
   *
   * @param deflatedEnd {@code end} as {@link #deflated} makes it
   */
  static byte[] of(byte[] begin, byte[] end, byte[] deflatedEnd) {
    byte[] deflatedBegin = deflate(begin, false);
    CRC32 checksum = new CRC32();
    checksum.update(begin);
    checksum.update(end);
    return ByteBuffer.allocate(
            HEADER.length + deflatedBegin.length + deflatedEnd.length + TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HEADER)
        .put(deflatedBegin)
        .put(deflatedEnd)
        .putInt((int) checksum.getValue())
        .putInt(begin.length + end.length)
        .array();
  }

  /** {@code plain} as the last blocks of a stream (RFC 1951). */
  static byte[] deflated(byte[] plain) {
    return deflate(plain, true);
  }

  private static byte[] deflate(byte[] plain, boolean last) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try {
      DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER_BYTES, true);
      out.write(plain);
      if (last) {
        out.finish();
      } else {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
