package io.tarn.server.cli;

import io.tarn.loop.audience.MemberPage;
import io.tarn.loop.audience.Reach;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.Purpose;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.audience.AudienceJson;
import io.tarn.server.audience.AudienceText;
import io.tarn.server.audience.CheckedAudience;
import io.tarn.server.audience.ExplainedMembership;
import io.tarn.server.audience.LakeAudiences;
import io.tarn.server.audience.ListedAudience;
import io.tarn.wire.view.Disclosure;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts, lists and explains audiences by the lake, whether or not a server runs on the home. */
@Command(
        name = "audience",
        mixinStandardHelpOptions = true,
        header = "Count, list, explain and check audiences.",
        description =
                "An audience is declared in the project: audiences/NAME.yaml. docs/audiences.md has the language.")
final class AudienceCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** How it is answered. */
    static final class Form {
        @Mixin
        private AsOfOption asOf = new AsOfOption();

        @Option(names = "--json", description = "Answer as JSON, for programs.")
        private boolean json;
    }

    /** Whether personal values are shown. */
    static final class Reveal {
        @Option(names = "--reveal", description = "Show personal values as they are; written into the audit.")
        private boolean reveal;

        Disclosure disclosure() {
            return reveal ? Disclosure.PLAIN : Disclosure.MASKED;
        }
    }

    /** By what way people would be written to. */
    static final class Way {
        @Option(names = "--reach", description = "How many a message would reach, step by step.")
        private boolean reach;

        @Option(names = "--channel", paramLabel = "CHANNEL", description = "email, sms or push (default: email).")
        private String channel = "email";

        @Option(names = "--purpose", paramLabel = "PURPOSE", description = "What for (default: marketing).")
        private String purpose = "marketing";

        ChannelKind kind() {
            for (ChannelKind one : ChannelKind.values()) {
                if (one.word().equals(channel.toLowerCase(Locale.ROOT))) {
                    return one;
                }
            }
            throw new TarnException(ErrorCode.WRONG_USAGE, "--channel takes email, sms or push.");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, header = "Show every audience with its members.")
    int list(@Mixin HomeOption home, @Mixin Form form) {
        try (House house = House.open(home.home().existing())) {
            List<ListedAudience> all = audiences(house, form).list();
            return said(form.json, AudienceJson.list(all), text -> text.list(all), Disclosure.MASKED);
        }
    }

    @Command(
            name = "count",
            mixinStandardHelpOptions = true,
            header = "Say how many belong to an audience, or to an expression.")
    int count(
            @Mixin HomeOption home,
            @Mixin Form form,
            @Mixin Way way,
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "An audience.") @Nullable String name,
            @Option(names = "--where", paramLabel = "EXPRESSION", description = "Who, such as \"country = 'IT'\".")
                    @Nullable
                    String where) {
        if ((name == null) == (where == null) || (way.reach && name == null)) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE, "Say the name of an audience, or --where EXPRESSION; --reach needs a name.");
        }
        try (House house = House.open(home.home().existing())) {
            LakeAudiences audiences = audiences(house, form);
            if (name != null && way.reach) {
                Reach reach = audiences.reach(name, way.kind(), new Purpose(way.purpose));
                return said(form.json, AudienceJson.reach(reach), text -> text.reach(reach), Disclosure.MASKED);
            }
            long count = name != null ? audiences.count(name) : audiences.countText(String.valueOf(where));
            out().println(form.json ? AudienceJson.count(count) : String.valueOf(count));
            out().flush();
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "members", mixinStandardHelpOptions = true, header = "Show who belongs to an audience.")
    int members(
            @Mixin HomeOption home,
            @Mixin Form form,
            @Mixin Reveal reveal,
            @Parameters(paramLabel = "NAME", description = "An audience.") String name,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Show so many.") int limit,
            @Option(names = "--after", paramLabel = "ID", description = "Those beyond this profile id.") @Nullable
                    String after) {
        Optional<ProfileId> begin = Optional.ofNullable(after).map(ProfileId::new);
        try (House house = House.open(home.home().existing())) {
            MemberPage page = audiences(house, form).members(name, limit, begin);
            if (reveal.reveal) {
                CommandAudit.record(
                        house,
                        new CommandAudit.Done("audience.members", Optional.empty(), "audience:" + name, "plain"));
            }
            Disclosure disclosure = reveal.disclosure();
            return said(form.json, AudienceJson.members(page, disclosure), text -> text.members(page), disclosure);
        }
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            header = "Say why somebody belongs to an audience, or does not.")
    int explain(
            @Mixin HomeOption home,
            @Mixin Form form,
            @Mixin Reveal reveal,
            @Parameters(index = "0", paramLabel = "NAME", description = "An audience.") String name,
            @Parameters(
                            index = "1",
                            paramLabel = "PROFILE",
                            description = "A profile id, or TYPE:VALUE such as email:ann@example.com.")
                    String profile) {
        try (House house = House.open(home.home().existing())) {
            ExplainedMembership explained = audiences(house, form).explain(name, profile);
            if (reveal.reveal) {
                CommandAudit.record(
                        house,
                        new CommandAudit.Done(
                                "audience.explain", Optional.of(explained.profile()), "audience:" + name, "plain"));
            }
            Disclosure disclosure = reveal.disclosure();
            return said(
                    form.json,
                    AudienceJson.explained(explained, disclosure),
                    text -> text.explained(explained),
                    disclosure);
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            header = "Read and check every audience, and show all that is wrong.")
    int check(@Mixin HomeOption home, @Mixin Form form) {
        try (House house = House.open(home.home().existing())) {
            List<CheckedAudience> checked = audiences(house, form).check();
            said(form.json, AudienceJson.checked(checked), text -> text.checked(checked), Disclosure.MASKED);
            return checked.stream().allMatch(CheckedAudience::isSound)
                    ? ExitCode.DONE.number()
                    : ExitCode.FAULT_IN_INPUT.number();
        }
    }

    private static LakeAudiences audiences(House house, Form form) {
        LakeAudiences now = new LakeAudiences(
                house.lake(), house.home().project(), house.config().defaultRegion(), InstantSource.system());
        Optional<Instant> then = form.asOf.moment();
        return then.map(now::asOf).orElse(now);
    }

    private int said(boolean asJson, String json, Words words, Disclosure disclosure) {
        if (asJson) {
            out().println(json);
        } else {
            words.say(new AudienceText(out(), disclosure));
        }
        out().flush();
        return ExitCode.DONE.number();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** An answer for people. */
    @FunctionalInterface
    private interface Words {
        void say(AudienceText text);
    }
}
