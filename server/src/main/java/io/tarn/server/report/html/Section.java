package io.tarn.server.report.html;

/** A part of the page with an anchor, a heading, and a sentence that says what is to be seen. */
enum Section {
    SUMMARY("summary", "Summary"),
    CHANGES("changes", "Since the last run"),
    INTAKE("intake", "What came in"),
    COLUMNS("columns", "What the columns mean"),
    BLOCKING("blocking", "Which records were compared"),
    WEIGHTS("weights", "What agreement is worth"),
    SPREAD("spread", "Where the line is drawn"),
    PAIRS("pairs", "Pairs, one by one"),
    PROFILES("profiles", "The profiles found"),
    SURVIVORSHIP("survivorship", "Which values survived"),
    COPIES("copies", "Where personal data lies"),
    TIME("time", "Time and tables");

    private final String anchor;
    private final String title;

    Section(String anchor, String title) {
        this.anchor = anchor;
        this.title = title;
    }

    String anchor() {
        return anchor;
    }

    String title() {
        return title;
    }

    void open(Html out, String lead) {
        out.open("section", "id", anchor).element("h2", title).element("p", lead, "class", "lead");
    }
}
