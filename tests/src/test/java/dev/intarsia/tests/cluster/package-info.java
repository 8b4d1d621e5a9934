/**
 * The broker and registry that tests share, started once per run, with separate topics for each test class. A test
 * requests them with {@link dev.intarsia.tests.cluster.LocalClusterTest} and a parameter of type {@link
 * dev.intarsia.tests.cluster.TestCluster}.
 */
package dev.intarsia.tests.cluster;
