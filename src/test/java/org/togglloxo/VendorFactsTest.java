package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code relies on about both services stands in one place, and nothing stands there in vain. */
class VendorFactsTest {

    private static final Pattern ID = Pattern.compile("(?<![\\w-])(?:toggl|loxo)-\\d+(?!\\w|\\.\\d)");

    private static Set<String> ids(Stream<Path> files) {
        return files.flatMap(file -> ID.matcher(Documents.text(file)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachIsNamedByItsIdWhereTheCodeReliesOnIt() {
        Set<String> told = Pattern.compile("(?m)^\\| (\\S+-\\d+) \\|")
                .matcher(Documents.page("vendor-facts"))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = ids(Stream.of(
                        Documents.files(Path.of("src/main/java"), ".java"),
                        Documents.files(Path.of("src/test/java"), ".java"),
                        Documents.files(Path.of("src/main/resources"), ".yaml"),
                        Documents.files(Path.of("routes"), ".yaml"))
                .flatMap(files -> files.stream()));
        assertThat(named).isNotEmpty().isEqualTo(told);
    }
}
