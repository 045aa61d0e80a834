package org.togglloxo.typeset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Questions and options are Markdown: what the signs mean becomes a look, and the signs go. */
public final class Markdown extends AbstractVisitor {

    /** Deep enough for people, and shallow enough for the stack. */
    private static final int DEEPEST = 20;

    private static final float STEP = 14;
    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|</?([A-Za-z][A-Za-z0-9]*)[^>]*>", Pattern.DOTALL);
    /** Others, such as the {@code <String>} of a {@code List<String>}, are what the question is about. */
    private static final Set<String> TAGS_OF_HTML = Set.of(
            "a",
            "b",
            "blockquote",
            "br",
            "code",
            "div",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "li",
            "ol",
            "p",
            "pre",
            "script",
            "small",
            "span",
            "strong",
            "style",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "u",
            "ul");

    private static final Set<String> TAGS_THAT_BREAK =
            Set.of("br", "div", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr");

    private final List<TextBlock> blocks = new ArrayList<>();
    private List<Span> spans = new ArrayList<>();
    private Look look;
    private String link;
    private float indent;
    private String bullet = "";

    private Markdown(Look look) {
        this.look = look;
    }

    /** The blocks of a Markdown text; none for a blank one. */
    public static List<TextBlock> read(String text, Look look) {
        Markdown reader = new Markdown(look);
        PARSER.parse(text).accept(reader);
        reader.end(false);
        return reader.blocks;
    }

    @Override
    public void visit(Text text) {
        say(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        in(look.in(Look.Weight.MONO), () -> say(code.getLiteral()));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        in(look.in(Look.Weight.BOLD), () -> visitChildren(strong));
    }

    @Override
    public void visit(Heading heading) {
        in(look.in(Look.Weight.BOLD), () -> block(heading));
    }

    @Override
    public void visit(Paragraph paragraph) {
        block(paragraph);
    }

    @Override
    public void visit(Link target) {
        String before = link;
        link = Links.safe(target.getDestination());
        in(link == null ? look : look.in(Look.BLUE), () -> visitChildren(target));
        link = before;
    }

    @Override
    public void visit(Image image) {
        say("[image: ");
        visitChildren(image);
        say("]");
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        say("\n");
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        say("\n");
    }

    @Override
    public void visit(HtmlInline html) {
        say(withoutTags(html.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock html) {
        say(withoutTags(html.getLiteral()).replaceAll("\\n\\s*\\n+", "\n").strip());
        end(false);
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code(code.getLiteral());
    }

    @Override
    public void visit(BlockQuote quote) {
        inside(quote);
    }

    @Override
    public void visit(BulletList list) {
        visitChildren(list);
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        int number = start == null ? 1 : start;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            bullet = number++ + ". ";
            inside(item);
        }
    }

    @Override
    public void visit(ListItem item) {
        bullet = "• ";
        inside(item);
    }

    private void inside(Node node) {
        indent += STEP;
        visitChildren(node);
        end(false);
        indent -= STEP;
    }

    private void block(Node node) {
        visitChildren(node);
        end(false);
    }

    private void code(String text) {
        end(false);
        in(Look.CODE, () -> say(text.stripTrailing()));
        end(true);
    }

    private void in(Look other, Runnable saying) {
        Look before = look;
        look = other;
        saying.run();
        look = before;
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            spans.add(new Span(bullet + text, look, link));
            bullet = "";
        }
    }

    private void end(boolean code) {
        if (spans.stream().anyMatch(span -> !span.text().isBlank())) {
            blocks.add(new TextBlock(spans, indent, code));
        }
        spans = new ArrayList<>();
    }

    private static String withoutTags(String html) {
        Matcher tags = TAG.matcher(html);
        return tags.replaceAll(tag -> {
            String name = tag.group(1) == null ? "" : tag.group(1);
            String plain = name.toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !TAGS_OF_HTML.contains(plain) || !name.equals(plain)) {
                return Matcher.quoteReplacement(tag.group());
            }
            return TAGS_THAT_BREAK.contains(plain) ? "\n" : "";
        });
    }
}
