package io.tarn.engage.outcome;

import io.tarn.model.message.MachineSign;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tells a machine from a person who opens or clicks. A proxy that fetches images when the person opens the mail
 * (Gmail's, Yahoo's) counts as the person.
 *
 * @param openDelayMin sooner after delivery nobody has opened
 * @param clickDelayMin sooner after delivery nobody has clicked
 * @param burst within which nobody follows {@code burstLinks} links
 */
public record ScannerRules(Duration openDelayMin, Duration clickDelayMin, Duration burst, int burstLinks) {
    public static final ScannerRules DEFAULT =
            new ScannerRules(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(1), 3);

    /** Parts of names of scanners, link previews and programs, in lower case. */
    private static final List<String> AGENTS = List.of(
            "barracuda",
            "proofpoint",
            "mimecast",
            "safelinks",
            "urldefense",
            "trendmicro",
            "fireeye",
            "symantec",
            "cloudmark",
            "sophos",
            "forcepoint",
            "bitdefender",
            "bot",
            "crawler",
            "spider",
            "preview",
            "scanner",
            "headless",
            "phantomjs",
            "curl/",
            "wget/",
            "python-",
            "python/",
            "aiohttp",
            "go-http-client",
            "java/",
            "java-http-client",
            "okhttp",
            "apache-httpclient",
            "libwww",
            "node-fetch",
            "axios",
            "ruby",
            "perl",
            "facebookexternalhit",
            "whatsapp",
            "skypeuri",
            "validator",
            "monitoring");

    /** Apple's mail privacy proxy fetches every image of every mail under this whole name. */
    private static final String APPLE_PRIVACY = "mozilla/5.0";

    /** Why a machine may have done it; empty: a person. */
    public Set<MachineSign> signs(Visit visit) {
        Set<MachineSign> signs = EnumSet.noneOf(MachineSign.class);
        Duration delayMin = visit.isOpen() ? openDelayMin : clickDelayMin;
        if (visit.deliveredAt()
                .filter(at -> visit.at().isBefore(at.plus(delayMin)))
                .isPresent()) {
            signs.add(MachineSign.TOO_SOON);
        }
        if (visit.method().equals("HEAD")) {
            signs.add(MachineSign.HEAD_REQUEST);
        }
        String agent = visit.agent().toLowerCase(Locale.ROOT).strip();
        if (agent.isEmpty()) {
            signs.add(MachineSign.NO_AGENT);
        } else if (AGENTS.stream().anyMatch(agent::contains) || (visit.isOpen() && agent.equals(APPLE_PRIVACY))) {
            signs.add(MachineSign.KNOWN_AGENT);
        }
        if (!visit.isOpen() && linksIn(visit) >= burstLinks) {
            signs.add(MachineSign.MANY_LINKS);
        }
        return signs;
    }

    /** How many different links were followed up to this one, within a burst. */
    private long linksIn(Visit visit) {
        Instant from = visit.at().minus(burst);
        Stream<String> earlier = visit.before().stream()
                .filter(one -> !one.target().isEmpty()
                        && one.at().isAfter(from)
                        && !one.at().isAfter(visit.at()))
                .map(Visit.Earlier::target);
        return Stream.concat(earlier, Stream.of(visit.target())).distinct().count();
    }
}
