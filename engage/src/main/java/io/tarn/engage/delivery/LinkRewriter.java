package io.tarn.engage.delivery;

import io.tarn.model.message.MessageId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads the links of a message by way of us, adds the pixel that tells of an opening, and takes out addresses that
 * would
 * run code. Safe for many threads.
 */
public final class LinkRewriter {
    private static final Pattern TAG = Pattern.compile("<([A-Za-z][A-Za-z0-9]*)(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(\\s)([A-Za-z][A-Za-z0-9:-]*)(\\s*=\\s*)(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\s\\p{Cntrl}\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\ufeff]+");
    private static final Pattern CODE =
            Pattern.compile("(?:javascript|vbscript|livescript|data:text|data:application).*");
    private static final Pattern BODY_END = Pattern.compile("</body\\s*>", Pattern.CASE_INSENSITIVE);

    private final SignedLinks links;

    public LinkRewriter(SignedLinks links) {
        this.links = links;
    }

    /** The same html with signed links and the pixel. */
    public String rewrite(MessageId message, String html) {
        StringBuilder out = new StringBuilder(html.length() * 2);
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            boolean link = tag.group(1).equalsIgnoreCase("a") || tag.group(1).equalsIgnoreCase("area");
            tag.appendReplacement(out, Matcher.quoteReplacement(attributes(message, tag.group(), link)));
        }
        tag.appendTail(out);
        String pixel = "<img src=\"" + Markup.escaped(links.link(LinkKind.OPEN, message))
                + "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block\">";
        Matcher end = BODY_END.matcher(out);
        return end.find()
                ? out.insert(end.start(), pixel).toString()
                : out.append(pixel).toString();
    }

    private String attributes(MessageId message, String tag, boolean link) {
        StringBuilder out = new StringBuilder(tag.length() + 64);
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String name = attribute.group(2).toLowerCase(Locale.ROOT);
            String value = Markup.decoded(value(attribute));
            String now = address(message, value, link && name.equals("href"));
            String written = now.equals(value)
                    ? attribute.group()
                    : attribute.group(1) + attribute.group(2) + attribute.group(3) + "\"" + Markup.escaped(now) + "\"";
            attribute.appendReplacement(out, Matcher.quoteReplacement(written));
        }
        attribute.appendTail(out);
        return out.toString();
    }

    private static String value(Matcher attribute) {
        for (int group = 4; group < 6; group++) {
            if (attribute.group(group) != null) {
                return attribute.group(group);
            }
        }
        return attribute.group(6);
    }

    private String address(MessageId message, String value, boolean link) {
        String bare = UNSEEN.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
        if (CODE.matcher(bare).matches()) {
            return "#";
        }
        return link ? links.click(message, value.strip()).orElse(value) : value;
    }
}
