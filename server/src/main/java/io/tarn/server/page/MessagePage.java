package io.tarn.server.page;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.SemanticTag;
import io.tarn.server.page.PersonPage.Sign;
import io.tarn.server.report.html.Html;
import io.tarn.storage.Dispatch;
import io.tarn.wire.mask.Masking;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pages that the links of one message lead to.
 *
 * @param dispatch the message as it was sent
 * @param links addresses by {@code unsubscribe}, {@code preferences} and {@code why}
 */
public record MessagePage(Dispatch dispatch, Map<String, String> links) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** What browsers are told with every page. */
    public static Map<String, String> headers() {
        return PersonPage.headers();
    }

    /** The page of a link that is not one of ours. */
    public static String wrongLink() {
        return PersonPage.of(
                "This link leads nowhere",
                Sign.ASTRAY,
                html -> html.element(
                                "p",
                                "It was changed on its way, or is not whole: mail programs break long links over two lines. Open"
                                        + " the mail again and follow its link there.")
                        .element("p", "Nothing was changed.", "class", "soft"));
    }

    /** The page of a message that is no longer kept. */
    public static String forgotten() {
        return PersonPage.of(
                "We no longer know this message",
                Sign.ASTRAY,
                html -> html.element(
                                "p",
                                "It is so old that nothing of it is kept, or its recipient was forgotten on request.")
                        .element("p", "Newer mail has a link of its own. It works.", "class", "soft"));
    }

    /** The page that says that nothing was saved. */
    public static String notSaved() {
        return PersonPage.of(
                "That did not work yet",
                Sign.ASTRAY,
                html -> html.element(
                        "p", "Your wish could not be saved just now. Please go back and try it again in a minute."));
    }

    /** Asks whether to unsubscribe: to open it changes nothing. */
    public String unsubscribe() {
        if (purpose().isTransactional()) {
            return transactional();
        }
        return PersonPage.of("No more " + what() + "?", Sign.MAIL, html -> {
            html.element("p", "We will no longer write to " + whom() + " about " + title(purpose()) + ".");
            html.open("form", "method", "post")
                    .empty("input", "type", "hidden", "name", "List-Unsubscribe", "value", "One-Click")
                    .element("button", "Unsubscribe")
                    .close();
            further(html, "preferences", "why");
        });
    }

    private String transactional() {
        return PersonPage.of("This one has to reach you", Sign.MAIL, html -> {
            html.element(
                    "p",
                    "It answers something you did, such as an order or a new password, so there is nothing to"
                            + " unsubscribe from. All else you can switch off.");
            further(html, "preferences", "why");
        });
    }

    /** Says that it is done. */
    public String unsubscribed() {
        if (purpose().isTransactional()) {
            return transactional();
        }
        return PersonPage.of("You are unsubscribed", Sign.DONE, html -> {
            html.element("p", "No more " + what() + " will be sent to " + whom() + ".");
            html.element("p", "What is on its way already may still arrive.", "class", "soft");
            further(html, "preferences", "why");
        });
    }

    /**
     * What comes, with a switch for each purpose.
     *
     * @param saved what was just saved, in sentences; empty before
     */
    public String preferences(Choices choices, List<String> saved) {
        return PersonPage.of("What would you like to get?", Sign.CHOICES, html -> {
            if (saved.isEmpty()) {
                html.element("p", "By " + by(choices.channel()) + " to " + whom() + ".", "class", "soft");
            } else {
                html.element("p", String.join(" ", saved), "class", "note", "role", "status");
            }
            if (choices.isChannelRefused()) {
                html.element("p", "Nothing comes at present. Switch on what you want back.");
            }
            html.open("form", "method", "post");
            html.empty("input", "type", "hidden", "name", "save", "value", "chosen");
            html.open("ul", "class", "switches");
            choices.purposes().forEach(one -> row(html, one, choices.isOn(one)));
            html.close().element("button", "Save").close();
            if (!choices.isChannelRefused()) {
                html.open("form", "method", "post")
                        .empty("input", "type", "hidden", "name", "save", "value", "none")
                        .element("button", "No more " + by(choices.channel()) + " at all", "class", "quiet")
                        .close();
            }
            further(html, "why");
        });
    }

    private void row(Html html, Purpose one, boolean on) {
        html.open("li").open("label").open("span").text(title(one));
        if (one.equals(purpose())) {
            html.element("small", "This is what brought you here");
        }
        html.close();
        List<String> input =
                new ArrayList<>(List.of("type", "checkbox", "role", "switch", "name", "purpose", "value", one.value()));
        if (on) {
            input.addAll(List.of("checked", ""));
        }
        html.empty("input", input.toArray(String[]::new)).close().close();
    }

    /** What was saved, in sentences. */
    public static List<String> saved(Choices before, Choices after) {
        if (after.equals(before)) {
            return List.of("Nothing was changed.");
        }
        if (after.isChannelRefused()) {
            return List.of("Saved.", "No more " + by(after.channel()) + " will come.");
        }
        List<String> saved = new ArrayList<>(List.of("Saved."));
        for (Purpose one : after.purposes()) {
            if (after.isOn(one) != before.isOn(one)) {
                saved.add(title(one) + (after.isOn(one) ? " will come again." : " will no longer come."));
            }
        }
        return saved;
    }

    /**
     * Why it was sent.
     *
     * @param reasons the decision in sentences
     */
    public String why(List<String> reasons) {
        return PersonPage.of("Why did I get this?", Sign.QUESTION, html -> {
            html.element(
                    "p",
                    "On " + DAY.format(dispatch.message().sentAt()) + " we wrote to " + whom() + " about "
                            + title(purpose()) + ". A program decided so, for these reasons:");
            html.open("ul", "class", "reasons");
            reasons.forEach(reason -> html.element("li", reason));
            html.close();
            if (purpose().isTransactional()) {
                further(html, "preferences");
            } else {
                further(html, "preferences", "unsubscribe");
            }
        });
    }

    private void further(Html html, String... names) {
        html.open("nav");
        for (String name : names) {
            String words = switch (name) {
                case "unsubscribe" -> "Unsubscribe from " + what();
                case "why" -> "Why did I get this?";
                default -> "Choose what you want to get";
            };
            html.element("a", words, "href", link(name));
        }
        html.close();
    }

    private Purpose purpose() {
        return dispatch.message().purpose();
    }

    private String what() {
        return by(dispatch.message().channel()) + " about " + title(purpose());
    }

    private String whom() {
        String address = dispatch.message().address();
        ChannelName channel = dispatch.message().channel();
        if (channel.equals(ChannelName.EMAIL)) {
            return Masking.mask(SemanticTag.EMAIL, address);
        }
        return channel.equals(ChannelName.SMS) ? Masking.mask(SemanticTag.PHONE, address) : "you";
    }

    private String link(String name) {
        return links.getOrDefault(name, "");
    }

    private static String by(ChannelName channel) {
        if (channel.equals(ChannelName.EMAIL)) {
            return "mail";
        }
        return channel.equals(ChannelName.SMS) ? "text messages" : channel.value() + " messages";
    }

    /** A purpose as people read it: {@code product-news} is "Product news". */
    private static String title(Purpose purpose) {
        String words = purpose.value().replace('-', ' ').replace('_', ' ').strip();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
