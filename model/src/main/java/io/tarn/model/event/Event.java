package io.tarn.model.event;

import io.tarn.model.identity.Identifier;

/** A tracking event that was understood, in the six types of the tracking protocol. Immutable. */
public sealed interface Event {
    EventHead head();

    /** The name by which definitions call it: the tracked event's own, else the type in lower case. */
    default String name() {
        return switch (this) {
            case Track track -> track.event();
            case Identify _ -> "identify";
            case Page _ -> "page";
            case Screen _ -> "screen";
            case Group _ -> "group";
            case Alias _ -> "alias";
        };
    }

    /** The type as the protocol spells it. */
    default String type() {
        return this instanceof Track ? "track" : name();
    }

    /** What it says of what happened; an identify's and a group's traits, nothing for an alias. */
    default Value.Fields properties() {
        return switch (this) {
            case Track track -> track.details();
            case Identify identify -> identify.traits();
            case Page page -> page.details();
            case Screen screen -> screen.details();
            case Group group -> group.traits();
            case Alias _ -> Value.Fields.NONE;
        };
    }

    /** Something that a person did. */
    record Track(EventHead head, String event, Value.Fields details) implements Event {}

    /** Who a person is. */
    record Identify(EventHead head, Value.Fields traits) implements Event {}

    /** A page that was seen; its name is empty where it has none. */
    record Page(EventHead head, String title, Value.Fields details) implements Event {}

    /** A screen of an app that was seen; its name is empty where it has none. */
    record Screen(EventHead head, String title, Value.Fields details) implements Event {}

    /** A group, such as a company, that a person belongs to. */
    record Group(EventHead head, String groupId, Value.Fields traits) implements Event {}

    /** Two ids of one person: the identifiers of the head, and the one that was used before. */
    record Alias(EventHead head, Identifier previous) implements Event {}
}
