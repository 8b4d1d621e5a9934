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
 * The bytes a {@link Roster} is kept as: a version byte (3), then as {@link DataOutputStream} writes them the contested
 * number, the number of seats, and each sharer (length and UTF-8) with the seat; then the number of exclusions, and each
 * user with the exclusion; then the number of ended exclusions, likewise. Version 1 had no exclusions, version 2 none that
 * were ended.
 */
final class RosterSerde {
    static final StoredSerde<Roster> FORM = new StoredSerde<>(
            "The roster",
            (byte) 3,
            RosterSerde::write,
            RosterSerde::read,
            Map.of((byte) 1, RosterSerde::readFirst, (byte) 2, RosterSerde::readSecond));

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
        write(roster.excluded(), out);
        write(roster.released(), out);
    }

    private static void write(SortedMap<String, Exclusion> exclusions, DataOutputStream out) throws IOException {
        out.writeInt(exclusions.size());
        for (var user : exclusions.entrySet()) {
            StoredSerde.writeText(out, user.getKey());
            out.writeLong(user.getValue().events());
            out.writeDouble(user.getValue().lossChange());
            out.writeLong(user.getValue().since().toEpochMilli());
        }
    }

    private static Roster read(DataInputStream in) throws IOException {
        Roster second = readSecond(in);
        return new Roster(second.seats(), second.contested(), second.excluded(), exclusions(in));
    }

    private static Roster readSecond(DataInputStream in) throws IOException {
        Roster first = readFirst(in);
        return new Roster(first.seats(), first.contested(), exclusions(in), new TreeMap<>());
    }

    private static SortedMap<String, Exclusion> exclusions(DataInputStream in) throws IOException {
        SortedMap<String, Exclusion> exclusions = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String user = StoredSerde.readText(in);
            exclusions.put(user, new Exclusion(in.readLong(), in.readDouble(), Instant.ofEpochMilli(in.readLong())));
        }
        return exclusions;
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
