package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

final class ToolJsonTest {
  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void whatWasWrittenIsReadAgain(Compatibility compatibility) {
    ApiDescription description =
        new Discovery(compatibility).read(Descriptions.file("conferences.json"));

    for (Tool tool : description.tools()) {
      JsonNode sent = Descriptions.JSON.readTree(ToolJson.write(tool).toString());
      assertThat(ToolJson.read(sent)).isEqualTo(tool);
    }
  }

  @Test
  void keysAreInTheOrderOfTheStockLibraries() {
    Tool tool =
        ToolJson.read(
            Descriptions.node(
                """
                {'resource': 'a.b', 'tags': ['t'], 'operation_id': 'A', 'response_schema': {},
                 'parameters': {'p': {'format': 'f', 'enum': ['x'], 'type': 'string',
                   'location': 'body', 'required': true, 'description': 'd'}},
                 'request_content_type': 'application/x-www-form-urlencoded',
                 'path': '/a', 'method': 'post', 'description': 'd', 'name': 'a'}
                """));

    assertThat(ToolJson.write(tool).toString().replace('"', '\''))
        .isEqualTo(
            "{'name':'a','description':'d','method':'POST','path':'/a','parameters':{'p':"
                + "{'description':'d','required':true,'location':'body','type':'string',"
                + "'enum':['x'],'format':'f'}},'response_schema':{},'operation_id':'A',"
                + "'tags':['t'],'resource':'a.b',"
                + "'request_content_type':'application/x-www-form-urlencoded'}");
  }

  @Test
  void whatIsMissingOrNullIsLeftOut() {
    Tool fromNulls =
        ToolJson.read(
            Descriptions.node(
                """
                {'name': 'a', 'path': '/a', 'description': null, 'method': null,
                 'parameters': null, 'response_schema': null, 'operation_id': null, 'tags': null,
                 'resource': null, 'request_content_type': null, 'unknown': {}}
                """));

    assertThat(fromNulls)
        .isEqualTo(ToolJson.read(Descriptions.node("{'name': 'a', 'path': '/a'}")));
    assertThat(ToolJson.write(fromNulls).toString().replace('"', '\''))
        .isEqualTo(
            "{'name':'a','description':'','method':'GET','path':'/a','parameters':{},'tags':[]}");
  }

  @Test
  void parametersHaveTheDefaultsOfTheStockLibraries() {
    Tool tool =
        ToolJson.read(
            Descriptions.node(
                """
                {'name': 'a', 'path': '/a', 'parameters': {
                  'empty': {}, 'nothing': null,
                  'nulls': {'description': null, 'required': null, 'location': null, 'type': null,
                            'enum': null, 'format': null}}}
                """));

    assertThat(tool.parameters().keySet()).containsExactly("empty", "nothing", "nulls");
    for (Map.Entry<String, ToolParameter> entry : tool.parameters().entrySet()) {
      assertThat(entry.getValue()).isEqualTo(tool.parameters().get("empty"));
      assertThat(entry.getValue().location()).isEqualTo("query");
      assertThat(entry.getValue().type().asString()).isEqualTo("string");
      assertThat(entry.getValue().required()).isFalse();
    }
  }

  @Test
  void aToolHasANameAndAPath() {
    assertThatThrownBy(() -> ToolJson.read(Descriptions.node("{'path': '/a'}")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage("A tool has no name");
    assertThatThrownBy(() -> ToolJson.read(Descriptions.node("{'name': 'a'}")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage("The tool a has no path");
    assertThatThrownBy(() -> ToolJson.read(Descriptions.node("{'name': 'a', 'path': '@b/c'}")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage("The path of the tool a does not begin with a slash");
    assertThatThrownBy(() -> ToolJson.read(Descriptions.node("[]")))
        .isInstanceOf(DiscoveryException.class);
  }
}
