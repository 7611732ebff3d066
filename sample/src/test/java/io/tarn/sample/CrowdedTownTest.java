package io.tarn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrowdedTownTest {
    @TempDir
    private Path folder;

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        assertThat(write("first")).hasSameBinaryContentAs(write("second"));
        assertThat(folder.resolve("first.truth.csv")).hasSameBinaryContentAs(folder.resolve("second.truth.csv"));
    }

    @Test
    void sharesWhatItSays() throws IOException {
        List<String[]> rows = rows(write("town"));
        List<String[]> truth = rows(folder.resolve("town.truth.csv"));

        Map<String, Set<String>> usersOfDevices = new HashMap<>();
        Map<String, Set<String>> homes = new HashMap<>();
        Set<String> households = new HashSet<>();
        int junk = 0;
        for (int i = 0; i < rows.size(); i++) {
            String entity = truth.get(i)[1];
            String home = truth.get(i)[2];
            homes.computeIfAbsent(home, _ -> new HashSet<>()).add(entity);
            households.add(home);
            junk += rows.get(i)[4].endsWith(".example") ? 1 : 0;
            String device = rows.get(i)[9];
            if (!device.isEmpty() && !device.startsWith("computer-")) {
                usersOfDevices.computeIfAbsent(device, _ -> new HashSet<>()).add(entity);
            }
        }

        assertThat(junk).isEqualTo(CrowdedTown.JUNK_EMAILS);
        assertThat(households).hasSize(CrowdedTown.HOUSEHOLDS + CrowdedTown.TWINS + CrowdedTown.SINGLES);
        assertThat(inHomes(homes, "h")).isEqualTo(4 * CrowdedTown.HOUSEHOLDS);
        assertThat(inHomes(homes, "t")).isEqualTo(2 * CrowdedTown.TWINS);
        assertThat(usersOfDevices.values().stream().filter(users -> users.size() > 1))
                .hasSizeGreaterThan(CrowdedTown.SHARED_DEVICES * 8 / 10);
    }

    private static int inHomes(Map<String, Set<String>> homes, String kind) {
        return homes.entrySet().stream()
                .filter(home -> home.getKey().startsWith(kind))
                .map(Map.Entry::getValue)
                .mapToInt(Collection::size)
                .sum();
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private Path write(String name) {
        Path file = folder.resolve(name + ".csv");
        new CrowdedTown(3).write(file, folder.resolve(name + ".truth.csv"));
        return file;
    }
}
