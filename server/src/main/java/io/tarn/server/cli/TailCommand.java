package io.tarn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what changes in live profiles, one line of JSON a change, until it is stopped. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        header = "Follow live profiles: one line of JSON for each change.",
        description = "Needs a server on the home: ./tarn serve. Values are shown; do not share what it prints.")
final class TailCommand implements Callable<Integer> {
    private static final int OK = 200;
    private static final String DATA = "data:";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE:VALUE",
            description = "Follow one profile, such as email:ann@example.com; all when left out.",
            defaultValue = "")
    private String profile = "";

    @Option(names = "--lines", paramLabel = "N", defaultValue = "0", description = "Stop after so many changes.")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode server = server(home.home().existing().root().resolve("server.json"));
        String path = profile.isEmpty()
                ? "/v1/changes"
                : "/v1/profiles/"
                        + URLEncoder.encode(profile, StandardCharsets.UTF_8).replace("+", "%20") + "/changes";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.path("address").asText() + path))
                .header("Authorization", "Bearer " + server.path("token").asText())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != OK) {
                throw new TarnException(
                        ErrorCode.NOT_FOUND,
                        "The server answered " + answer.statusCode() + ": "
                                + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            print(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
            client.shutdownNow();
        }
        return ExitCode.DONE.number();
    }

    private void print(BufferedReader in) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int printed = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(DATA)) {
                out.println(line.substring(DATA.length()).strip());
                out.flush();
                printed++;
            }
            if (lines > 0 && printed >= lines) {
                return;
            }
        }
    }

    private static JsonNode server(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "No server runs on the home '" + file.getParent() + "'. Start one with: ./tarn serve --home "
                            + file.getParent());
        }
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
