package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares places on the earth by how far they are from each other. */
final class LocationComparer implements Comparer<LocationComparer.Point> {
    /** As far as two measurements of one address lie from each other. */
    static final int NEAR_METERS = 100;

    /** As far as a part of a town reaches. */
    static final int AREA_METERS = 2_000;

    private static final int NEAR = 1;
    private static final int AREA = 2;
    private static final int FAR = 3;
    private static final double METERS_PER_DEGREE = 111_195;
    private static final double COSINE_MIN = 0.01;
    /** A cell is a little wider than twice the distance, so that rounding parts nobody. */
    private static final double SIDE = 2.02;

    /**
     * A place.
     *
     * @param latitude degrees north, from -90 to 90
     * @param longitude degrees east, from -180 to 180
     */
    record Point(double latitude, double longitude, long hash) {
        /**
         * Cells such that two places no farther apart than a distance share one: of two grids for each direction that lie
         * half a cell apart.
         */
        int[] cells(int meters) {
            double side = SIDE * meters / METERS_PER_DEGREE;
            int[] cells = new int[4];
            for (int i = 0; i < cells.length; i++) {
                double down = (i & 1) / 2.0;
                double across = (i >> 1) / 2.0;
                long row = (long) Math.floor(latitude / side + down);
                double width = side / cosine((row + 0.5 - down) * side);
                long column = (long) Math.floor(longitude / width + across);
                cells[i] = Hash.fold(Hash.pair(Hash.pair(row, column), 4L * meters + i));
            }
            return cells;
        }

        /** In meters, where the two are near each other; far ones are far. */
        double distance(Point other) {
            double across = Math.abs(longitude - other.longitude);
            double east = Math.min(across, 360 - across) * cosine((latitude + other.latitude) / 2);
            double north = latitude - other.latitude;
            return METERS_PER_DEGREE * Math.sqrt(north * north + east * east);
        }

        private static double cosine(double latitude) {
            return Math.max(COSINE_MIN, StrictMath.cos(StrictMath.toRadians(latitude)));
        }
    }

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.LOCATION;
    }

    /** None where a coordinate is missing, is none, or where both are zero: that is how forms say that it is unknown. */
    @Override
    public @Nullable Point prepare(RecordValues record, Words words) {
        double latitude = degrees(record.text(MatchField.LATITUDE), 90);
        double longitude = degrees(record.text(MatchField.LONGITUDE), 180);
        boolean isKnown = !Double.isNaN(latitude) && !Double.isNaN(longitude) && (latitude != 0 || longitude != 0);
        long hash = Hash.pair(Double.doubleToLongBits(latitude + 0.0), Double.doubleToLongBits(longitude + 0.0));
        return isKnown ? new Point(latitude, longitude, hash) : null;
    }

    private static double degrees(String raw, double most) {
        try {
            double degrees = Double.parseDouble(raw.strip());
            return Math.abs(degrees) <= most ? degrees : Double.NaN;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    @Override
    public List<MatchField> fields() {
        return List.of(MatchField.LATITUDE, MatchField.LONGITUDE);
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("within 100 m", 0.7, Agreement.EQUAL),
                new LevelDefault("within 2 km", 0.2, Agreement.VAGUE),
                new LevelDefault("farther", 0.1, Agreement.DIFFERENT));
    }

    @Override
    public int level(Point left, Point right) {
        double distance = left.distance(right);
        return distance <= NEAR_METERS ? NEAR : distance <= AREA_METERS ? AREA : FAR;
    }

    @Override
    public long equalKey(Point value) {
        return value.hash;
    }

    @Override
    public void terms(Point value, Term.Sink sink) {
        sink.term(Term.LOCATION, value.hash, 1);
    }

    /** A point that many records have to the last digit is that of a whole town. */
    @Override
    public void shared(Point left, Point right, int level, Term.Sink sink) {
        if (left.hash == right.hash) {
            sink.term(Term.LOCATION, left.hash, 1);
        }
    }
}
