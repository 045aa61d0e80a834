package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever follows a link in the documents arrives. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]*)\\)");

    private record Link(Path from, String target) {

        static Stream<Link> in(Path page) {
            return LINK.matcher(prose(page))
                    .results()
                    .map(link -> new Link(page, link.group(1)))
                    .filter(link -> !link.target().contains("://"));
        }

        Path file() {
            String path = target.replaceFirst("#.*", "");
            return path.isEmpty() ? from : from.resolveSibling(path).normalize();
        }

        boolean leadsSomewhere() {
            int anchor = target.indexOf('#');
            return Files.exists(file()) && (anchor < 0 || anchors(file()).contains(target.substring(anchor + 1)));
        }
    }

    private static List<Path> all() {
        List<Path> all = new ArrayList<>(Documents.pages());
        all.add(Documents.README);
        return all;
    }

    /** Without what is shown as code. */
    private static String prose(Path page) {
        return Documents.text(page).replaceAll("(?ms)^```.*?^```$", "").replaceAll("`[^`\n]*`", "");
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return Pattern.compile("(?m)^#+ (.*)$")
                .matcher(Documents.text(page).replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() {
        assertThat(all().stream().flatMap(Link::in)).hasSizeGreaterThan(100).allMatch(Link::leadsSomewhere);
    }

    @Test
    void everyPageIsLinkedFromAnother() {
        Set<Path> linked = all().stream()
                .flatMap(Link::in)
                .filter(link -> !link.file().equals(link.from()))
                .map(Link::file)
                .collect(Collectors.toSet());
        assertThat(linked).containsAll(Documents.pages());
    }
}
