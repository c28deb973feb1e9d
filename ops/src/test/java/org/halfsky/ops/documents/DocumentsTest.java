package org.halfsky.ops.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents point at exists. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
    private static final Pattern SOURCE = Pattern
            .compile("`((?:shared-events|command-side|query-side|ops)/[\\w./-]+\\.(?:java|html|sql|js|css|csv|json))`");

    @Test
    void every_link_in_a_document_leads_to_a_file() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                assertThat(document.resolveSibling(link.group(1))).as("link in %s", document).exists();
            }
        }
    }

    @Test
    void every_source_that_a_document_names_exists() throws IOException {
        int named = 0;
        for (Path document : documents()) {
            Matcher source = SOURCE.matcher(Files.readString(document));
            while (source.find()) {
                assertThat(Generated.root().resolve(source.group(1))).as("source in %s", document).exists();
                named++;
            }
        }
        assertThat(named).as("documents name their sources").isPositive();
    }

    private static List<Path> documents() throws IOException {
        Path root = Generated.root();
        try (Stream<Path> docs = Files.walk(root.resolve("ops/docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md"), root.resolve("README.zh-CN.md")),
                    docs.filter(file -> file.toString().endsWith(".md"))).sorted().toList();
        }
    }
}
