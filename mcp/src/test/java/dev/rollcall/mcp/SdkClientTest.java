package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java client, which speaks up to 2025-11-25. */
final class SdkClientTest {
  private final BlockingQueue<String> updated = new LinkedBlockingQueue<>();
  private SampleServer server;
  private McpSyncClient client;

  @BeforeEach
  void start() throws IOException {
    server = SampleServer.start();
    client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + server.port())
                    .endpoint("/mcp")
                    .openConnectionOnStartup(true)
                    .addHttpRequestCustomizer(
                        (request, _, _, _, _) -> request.setHeader("Authorization", "Bearer ada"))
                    .build())
            .requestTimeout(Duration.ofSeconds(20))
            .capabilities(McpSchema.ClientCapabilities.builder().elicitation().build())
            .elicitation(
                _ ->
                    new McpSchema.ElicitResult(
                        McpSchema.ElicitResult.Action.ACCEPT, Map.of("name", "Eve")))
            .resourcesUpdateConsumer(contents -> contents.forEach(each -> updated.add(each.uri())))
            .build();
    client.initialize();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void listsAndCallsTools() {
    assertThat(client.listTools().tools()).extracting(McpSchema.Tool::name).contains("echo");
    McpSchema.CallToolResult result =
        client.callTool(
            McpSchema.CallToolRequest.builder("echo").arguments(Map.of("text", "hello")).build());
    assertThat(result.structuredContent()).isEqualTo(Map.of("text", "hello"));
  }

  @Test
  void readsResourcesAndPrompts() {
    assertThat(client.listResources().resources()).hasSize(2);
    assertThat(client.listPrompts().prompts()).hasSize(1);
    assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(1);
    List<McpSchema.ResourceContents> contents =
        client
            .readResource(McpSchema.ReadResourceRequest.builder(SampleApplication.NOTE).build())
            .contents();
    assertThat(contents).hasSize(1);
  }

  @Test
  void answersTheQuestionsOfACall() {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder("name").build());
    assertThat(result.content().toString()).contains("Hello Eve");
  }

  @Test
  void hearsOfWhatItSubscribedTo() throws InterruptedException {
    client.subscribeResource(McpSchema.SubscribeRequest.builder(SampleApplication.NOTE).build());
    server.mcp.resourceUpdated(SampleApplication.NOTE);
    assertThat(updated.poll(20, TimeUnit.SECONDS)).isEqualTo(SampleApplication.NOTE);
  }
}
