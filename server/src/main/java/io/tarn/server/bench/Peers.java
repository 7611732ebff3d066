package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Other tools for identity resolution, to be run beside Tarn where they are installed for a Python: a script each, which
 * prints what it found as lines of JSON.
 */
public final class Peers {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path scripts;
    private final String python;

    /**
     * @param scripts the folder of the scripts, as {@code bench/peers} of the sources; where it is missing no peer runs
     * @param python the command of the Python for which the peers are installed
     */
    public Peers(Path scripts, String python) {
        this.scripts = scripts;
        this.python = python;
    }

    /** A tool, its module in Python and the script that runs it on a labelled set. */
    enum Peer {
        SPLINK("Splink", "splink", "splink_identity.py"),
        GOLDENMATCH("GoldenMatch", "goldenmatch", "goldenmatch_identity.py");

        final String title;
        private final String module;
        private final String identity;

        Peer(String title, String module, String identity) {
            this.title = title;
            this.module = module;
            this.identity = identity;
        }
    }

    /** Whether a tool can be run. */
    boolean isInstalled(Peer peer) {
        return Files.isRegularFile(scripts.resolve(peer.identity))
                && ended(List.of(python, "-c", "import " + peer.module)).isPresent();
    }

    /** The tools that can be run. */
    List<Peer> installed() {
        return List.of(Peer.values()).stream().filter(this::isInstalled).toList();
    }

    /** What a tool finds in a labelled set, a line for each of its modes; none where it knows no settings for it. */
    List<JsonNode> identity(Peer peer, Path set, Path truth) {
        return lines(peer.identity, set, truth);
    }

    /** How long Splink takes to link generated records, by stage; empty where it fails. */
    Optional<JsonNode> link(Path records) {
        return lines("splink_link.py", records).stream().findFirst();
    }

    private List<JsonNode> lines(String script, Path... files) {
        List<JsonNode> lines = new ArrayList<>();
        List<String> command =
                new ArrayList<>(List.of(python, scripts.resolve(script).toString()));
        Stream.of(files).map(Path::toString).forEach(command::add);
        String answer = ended(command).orElse("");
        for (String line : answer.lines().filter(one -> one.startsWith("{")).toList()) {
            try {
                lines.add(JSON.readTree(line));
            } catch (IOException failure) {
                throw new TarnException(
                        ErrorCode.CHECK_FAILED, "'" + script + "' printed what is no JSON: " + line, failure);
            }
        }
        return lines;
    }

    /** What a command printed; empty where it is not there or fails. */
    private static Optional<String> ended(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TarnException(ErrorCode.CHECK_FAILED, "The bench was interrupted.", interrupted);
        }
    }
}
