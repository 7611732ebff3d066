package io.tarn.loop.engage;

import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.Message;

/** A channel that does what a test says. */
final class TestingChannel implements Channel {
    private final DeliveryJournal journal;
    private final Way way;
    private volatile boolean closed;

    /** What it does with a message. */
    @FunctionalInterface
    interface Way {
        DeliveryResult deliver(Message message, int attempt, DeliveryJournal journal);

        /** One that takes every message. */
        static Way taking(java.util.function.Consumer<Message> taken) {
            return (message, _, journal) -> {
                journal.intended(message.id());
                taken.accept(message);
                DeliveryResult result = new DeliveryResult.Delivered("It was taken.");
                journal.ended(message.id(), result);
                return result;
            };
        }
    }

    TestingChannel(DeliveryJournal journal, Way way) {
        this.journal = journal;
        this.way = way;
    }

    @Override
    public ChannelName name() {
        return ChannelName.EMAIL;
    }

    @Override
    public DeliveryResult deliver(Message message, int attempt) {
        if (closed) {
            throw new IllegalStateException("A closed channel was asked to deliver.");
        }
        return way.deliver(message, attempt, journal);
    }

    @Override
    public void close() {
        closed = true;
    }
}
