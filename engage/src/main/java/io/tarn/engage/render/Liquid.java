package io.tarn.engage.render;

import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import liqp.RenderTransformer;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.blocks.Block;
import liqp.nodes.LNode;
import liqp.parser.Flavor;
import liqp.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The dialect of templates: Liquid without files, with limits, written for its place. */
final class Liquid {
    /** The name of the decision's instant. */
    static final String NOW = "now";

    /** What an author may use; {@code include} and {@code render} would read files. */
    static final List<String> BLOCKS =
            List.of("capture", "case", "comment", "for", "if", "ifchanged", "raw", "tablerow", "unless");

    static final List<String> TAGS =
            List.of("assign", "break", "continue", "cycle", "decrement", "else", "elsif", "increment", "when");

    private Liquid() {}

    static Map<Form, TemplateParser> parsers(RenderLimits limits) {
        Map<Form, TemplateParser> parsers = new EnumMap<>(Form.class);
        for (Form form : Form.values()) {
            parsers.put(form, parser(form, limits));
        }
        return parsers;
    }

    private static TemplateParser parser(Form form, RenderLimits limits) {
        TemplateParser.Builder builder = new TemplateParser.Builder()
                .withFlavor(Flavor.LIQUID)
                .withStrictTypedExpressions(false)
                .withDefaultTimeZone(ZoneOffset.UTC)
                .withMaxIterations(limits.turnsMax())
                .withRenderTransformer(new Gathering())
                .withNameResolver(name -> {
                    throw new Stopped("it asks for a file");
                })
                .withTag(new NoFile())
                .withBlock(new Captured())
                .withBlock(new Cycled(form));
        Filters.all(form).forEach(builder::withFilter);
        return builder.build();
    }

    /** Keeps what it holds as text that is written already. */
    private static final class Captured extends Block {
        Captured() {
            super("capture");
        }

        @Override
        public @Nullable Object render(TemplateContext context, LNode... nodes) {
            String name = asString(nodes[0].render(context), context);
            Object body = nodes[1].render(context);
            context.put(name, Budget.of(context).written(body == null ? "" : body.toString()), true);
            return null;
        }
    }

    /** Shows a value without the filters of an output, so it writes it here. */
    private static final class Cycled extends Block {
        private final Form form;

        Cycled(Form form) {
            super("cycle");
            this.form = form;
        }

        @Override
        public Object render(TemplateContext context, LNode... nodes) {
            Object shown = Flavor.LIQUID.getInsertions().get("cycle").render(context, nodes);
            return shown == null ? "" : form.write(shown.toString());
        }
    }

    /** Never read a file: a template is what its author wrote, and no more. */
    private static final class NoFile extends Tag {
        NoFile() {
            super("include");
        }

        @Override
        public Object render(TemplateContext context, LNode... nodes) {
            throw new Stopped("it asks for a file");
        }
    }

    /** Puts outputs together and counts them. */
    private static final class Gathering implements RenderTransformer {
        @Override
        public ObjectAppender.Controller newObjectAppender(TemplateContext context, int appendsExpected) {
            Budget budget = Budget.of(context);
            StringBuilder out = new StringBuilder();
            return new ObjectAppender.Controller() {
                @Override
                public Object getResult() {
                    return out.toString();
                }

                @Override
                public void append(Object item) {
                    String text = String.valueOf(item);
                    budget.spend(1 + text.length());
                    budget.checkLength((long) out.length() + text.length());
                    out.append(text);
                }
            };
        }

        @Override
        public Object transformObject(TemplateContext context, Object item) {
            return String.valueOf(item);
        }
    }
}
