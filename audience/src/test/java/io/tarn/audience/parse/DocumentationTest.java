package io.tarn.audience.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every sample of the page on audiences can be read, and is written as the printer writes it. */
final class DocumentationTest {
    private static final Path PAGE = Path.of("../docs/audiences.md");

    @Test
    void samplesAreCanonical() throws IOException {
        List<String> samples = samples();

        assertThat(samples).hasSizeGreaterThan(25);
        assertThat(samples)
                .allSatisfy(sample -> assertThat(ExpressionPrinter.print(
                                ExpressionParser.parse(sample).orThrow(sample)))
                        .isEqualTo(sample));
    }

    private static List<String> samples() throws IOException {
        List<String> samples = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("```")) {
                within = line.equals("```audience");
            } else if (within) {
                samples.add(line);
            }
        }
        return samples;
    }
}
