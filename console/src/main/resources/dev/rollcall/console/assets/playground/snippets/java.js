// Calls by the HTTP client that Java brings along, as programs of one file.

import { format } from "../json.js";
import { legacyHeaders, legacyMessages, modernCall } from "../requests.js";
import { indented, needs } from "./call.js";

/** No constant may take more than 65,535 bytes, and a character takes up to three. */
const LONGEST = 16_000;

/** A text as an expression of Java: a literal, or some that are joined. */
export function literal(text) {
  if (text.length <= LONGEST) {
    return JSON.stringify(text);
  }
  const pieces = [];
  for (let at = 0; at < text.length; at += LONGEST) {
    pieces.push(JSON.stringify(text.slice(at, at + LONGEST)));
  }
  return `String.join("", ${pieces.join(", ")})`;
}

/** JSON as a text block, if one can hold it. */
function block(value, by) {
  const text = format(value);
  if (text.length > LONGEST) {
    return literal(text);
  }
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"""');
  return `"""\n${" ".repeat(by)}${indented(escaped, by)}"""`;
}

export function mcp(call) {
  return call.isLegacy ? session(call) : single(call);
}

function single({ address, name, args, isSigned, variables }) {
  const { headers, body } = modernCall(name, args);
  return `${needs("//", variables, "run with: java Call.java")}import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Call {
  public static void main(String[] arguments) throws Exception {
    String message =
        ${block(body, 8)};
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(${literal(address)}))
${fields([...token(isSigned), ...headers])}            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    System.out.println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
`;
}

function session({ address, name, args, client, isSigned, variables }) {
  const [initialize, initialized, call] = legacyMessages(name, args, { client });
  return `${needs("//", variables, "run with: java Call.java")}import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

public class Call {
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static Optional<String> session = Optional.empty();

  public static void main(String[] arguments) throws Exception {
    String initialize =
        ${block(initialize, 8)};
    session = send("POST", BodyPublishers.ofString(initialize)).headers().firstValue("Mcp-Session-Id");
    send("POST", BodyPublishers.ofString(${literal(JSON.stringify(initialized))}));
    String call =
        ${block(call, 8)};
    System.out.println(send("POST", BodyPublishers.ofString(call)).body());
    send("DELETE", BodyPublishers.noBody());
  }

  static HttpResponse<String> send(String method, BodyPublisher body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(${literal(address)}))
${fields([...token(isSigned), ...legacyHeaders(null)])}            .method(method, body);
    session.ifPresent(
        id -> request.header("Mcp-Session-Id", id).header("MCP-Protocol-Version", ${literal(legacyHeaders("x")[2][1])}));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
`;
}

export function rest({ method, url, headers, form, json, isSigned, variables }) {
  const type = form ? "application/x-www-form-urlencoded" : json === undefined ? null : "application/json";
  const all = [...headers.map(([name, value]) => [name, value]), ...(type ? [["Content-Type", type]] : [])];
  const imports = [
    "java.net.URI",
    ...(form?.length ? ["java.net.URLEncoder"] : []),
    "java.net.http.HttpClient",
    "java.net.http.HttpRequest",
    "java.net.http.HttpRequest.BodyPublishers",
    "java.net.http.HttpResponse.BodyHandlers",
    ...(isSigned || form?.length ? ["java.nio.charset.StandardCharsets"] : []),
    ...(isSigned ? ["java.util.Base64"] : []),
  ];
  return `${needs("//", variables, "run with: java Call.java")}${imports.map((name) => `import ${name};\n`).join("")}
public class Call {
  public static void main(String[] arguments) throws Exception {
${isSigned ? CREDENTIALS : ""}${bodyOf(form, json)}    HttpRequest request =
        HttpRequest.newBuilder(URI.create(${literal(url)}))
${isSigned ? '            .header("Authorization", "Basic " + credentials)\n' : ""}${fields(all)}            .method(${literal(method)}, ${form || json !== undefined ? "BodyPublishers.ofString(body)" : "BodyPublishers.noBody()"})
            .build();
    System.out.println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
${form?.length ? PAIR : ""}}
`;
}

const CREDENTIALS = `    String proof = System.getenv("ROLLCALL_ACCOUNT_SID") + ":" + System.getenv("ROLLCALL_AUTH_TOKEN");
    String credentials = Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8));
`;

const PAIR = `
  static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
`;

function bodyOf(form, json) {
  if (json !== undefined) {
    return `    String body =\n        ${block(json, 8)};\n`;
  }
  if (!form) {
    return "";
  }
  const pairs = form.map(([name, value]) =>
    `pair(${literal(name)}, ${value.variable ? `System.getenv(${literal(value.variable)})` : literal(value)})`);
  return form.length === 0
    ? '    String body = "";\n'
    : `    String body =\n        String.join(\n            "&",\n            ${pairs.join(",\n            ")});\n`;
}

function token(isSigned) {
  return isSigned ? [["Authorization", null]] : [];
}

function fields(headers) {
  return headers.map(([name, value]) =>
    `            .header(${literal(name)}, ${value === null ? '"Bearer " + System.getenv("ROLLCALL_TOKEN")' : literal(value)})\n`).join("");
}
