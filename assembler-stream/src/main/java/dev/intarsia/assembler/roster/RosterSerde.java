package dev.intarsia.assembler.roster;

import dev.intarsia.assembler.form.StoredSerde;
import dev.intarsia.pieces.election.Exclusion;
import dev.intarsia.pieces.election.Roster;
import dev.intarsia.pieces.election.Seat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes a {@link Roster} is kept as: a version byte (2), then as {@link DataOutputStream} writes them the contested
 * number, the number of seats, and each sharer (length and UTF-8) with the seat; then the number of exclusions, and each
 * user with the exclusion. Version 1 had no exclusions.
 */
final class RosterSerde {
    static final StoredSerde<Roster> FORM = new StoredSerde<>(
            "The roster", (byte) 2, RosterSerde::write, RosterSerde::read, Map.of((byte) 1, RosterSerde::readFirst));

    private RosterSerde() {}

    private static void write(Roster roster, DataOutputStream out) throws IOException {
        out.writeInt(roster.contested());
        out.writeInt(roster.seats().size());
        for (var sharer : roster.seats().entrySet()) {
            StoredSerde.writeText(out, sharer.getKey());
            out.writeInt(sharer.getValue().cluster());
            out.writeDouble(sharer.getValue().shareRatio());
            out.writeLong(sharer.getValue().events());
            out.writeLong(sharer.getValue().electedAt().toEpochMilli());
        }
        out.writeInt(roster.excluded().size());
        for (var user : roster.excluded().entrySet()) {
            StoredSerde.writeText(out, user.getKey());
            out.writeLong(user.getValue().events());
            out.writeDouble(user.getValue().lossChange());
            out.writeLong(user.getValue().since().toEpochMilli());
        }
    }

    private static Roster read(DataInputStream in) throws IOException {
        Roster first = readFirst(in);
        SortedMap<String, Exclusion> excluded = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String user = StoredSerde.readText(in);
            excluded.put(user, new Exclusion(in.readLong(), in.readDouble(), Instant.ofEpochMilli(in.readLong())));
        }
        return new Roster(first.seats(), first.contested(), excluded);
    }

    private static Roster readFirst(DataInputStream in) throws IOException {
        int contested = in.readInt();
        SortedMap<String, Seat> seats = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String sharer = StoredSerde.readText(in);
            seats.put(
                    sharer,
                    new Seat(in.readInt(), in.readDouble(), in.readLong(), Instant.ofEpochMilli(in.readLong())));
        }
        return new Roster(seats, contested);
    }
}
