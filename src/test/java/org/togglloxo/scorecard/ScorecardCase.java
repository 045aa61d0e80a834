package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Scorecards, and what can be read in them. */
abstract class ScorecardCase {

    static final Scorecard SCORECARD = new Scorecard();

    static Pdf pdf(ObjectNode candidate) {
        return new Pdf(SCORECARD.pdf(candidate));
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("Latin", "Łódź, façade, Tiếng Việt, İstanbul, naïve, ß, ﬁ → ≤"),
                Arguments.of("Yoruba and Ewe", "Adébáyọ̀, Fẹ́mi, Bọ́lá, Àyọ̀délé, Tɔ́gbi, Ị́fẹ́ọ̀mà"),
                Arguments.of("Cyrillic", "Какой язык вы знаете лучше? Ґанок, Ђорђе"),
                Arguments.of("Greek", "Ποια γλώσσα ξέρετε; ᾍδης"),
                Arguments.of("Chinese", "你最近做了什么？請詳細說明。"),
                Arguments.of("Japanese", "最近、何を作りましたか？カタカナ「ひらがな」"),
                Arguments.of("Korean", "최근에 무엇을 만들었습니까? ㄱ"),
                Arguments.of("Arabic", "ما هي لغة البرمجة المفضلة لديك؟ لا إله"),
                Arguments.of("Persian", "پرسش چیست گفتگو ژاله"),
                Arguments.of("Hebrew", "מה בנית לאחרונה?"),
                Arguments.of("Thai", "คุณสร้างอะไร"),
                Arguments.of("Devanagari", "आपने क्या बनाया"),
                Arguments.of("Armenian", "Ինչ եք կառուցել"),
                Arguments.of("Georgian", "რა ააშენე"),
                Arguments.of("emoji", "😀🚀👍"));
    }
}
