package io.offsetlab.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.golden.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a real coordinator answered, request by request. */
class GroupCoordinatorGoldenTest {
    private static final String FILE = "/golden/coordinator-classic.json";

    @Test
    void everyAnswerIsThatOfKafka() throws IOException {
        List<String> differences = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            for (String difference : new Recording(Json.readObject(lines.get(i))).replay()) {
                differences.add("line " + (i + 1) + " " + difference);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(150);
    }

    private static List<String> lines() throws IOException {
        var stream = Objects.requireNonNull(GroupCoordinatorGoldenTest.class.getResourceAsStream(FILE), FILE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
