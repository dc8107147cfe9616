package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.stdio.StdioBridge;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.net.URI;
import java.util.Optional;

/** The bridge as a program of its own, for clients that start one. */
final class BridgeProgram {
  private BridgeProgram() {}

  /**
   * Bridges this process's input and output.
   *
   * @param arguments the endpoint
   */
  public static void main(String[] arguments) throws Exception {
    new StdioBridge(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            URI.create(arguments[0]),
            Optional.empty())
        .run();
  }
}
