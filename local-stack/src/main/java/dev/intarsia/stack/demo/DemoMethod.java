package dev.intarsia.stack.demo;

import java.util.List;

/** The gateway's ways to answer that the demo compares, by their names in the report. */
enum DemoMethod {
    BASE("base", "base"),
    OPPU("oppu", "own"),
    ASSEMBLED("assembled", "assembled");

    static final List<DemoMethod> ALL = List.of(values());

    private final String title;
    private final String adapter;

    DemoMethod(String title, String adapter) {
        this.title = title;
        this.adapter = adapter;
    }

    /** The name in the report. */
    String title() {
        return title;
    }

    /** What the gateway is asked to answer with. */
    String adapter() {
        return adapter;
    }
}
