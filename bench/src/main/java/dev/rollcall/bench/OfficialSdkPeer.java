package dev.rollcall.bench;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The official Java SDK on Jetty with one tool that always answers the same: a server to be
 * measured beside ours, in a process of its own.
 *
 * <p>It is spared what ours does besides: no authentication, no access rules, no store, and its
 * records and their text are made once. What is left is the SDK and Jetty, both as they come.
 */
public final class OfficialSdkPeer {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private OfficialSdkPeer() {}

  /**
   * Serves {@code /mcp} on a free port of the loopback address, which it prints, until the process
   * is ended.
   *
   * @param arguments a file with {@code {"tool": definition, "answer": structured content, "text":
   *     the same as text}}
   */
  public static void main(String[] arguments) throws Exception {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode file = mapper.readTree(Files.readAllBytes(Path.of(arguments[0])));
    JsonNode definition = file.path("tool");
    Map<String, Object> answer = mapper.convertValue(file.path("answer"), OBJECT);
    String text = file.path("text").asString();
    McpSchema.Tool tool =
        McpSchema.Tool.builder(
                definition.path("name").asString(),
                mapper.convertValue(definition.path("inputSchema"), OBJECT))
            .description(definition.path("description").asString())
            .outputSchema(mapper.convertValue(definition.path("outputSchema"), OBJECT))
            .build();

    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder().mcpEndpoint("/mcp").build();
    McpServer.sync(transport)
        .serverInfo("official-sdk-peer", "1")
        .toolCall(
            tool,
            (_, _) ->
                McpSchema.CallToolResult.builder()
                    .addTextContent(text)
                    .structuredContent(answer)
                    .isError(false)
                    .build())
        .build();
    System.out.println(serve(transport));
  }

  private static int serve(HttpServletStreamableServerTransportProvider transport)
      throws Exception {
    ServletHolder servlet = new ServletHolder(transport);
    servlet.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(servlet, "/mcp");
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(context);
    server.start();
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }
}
