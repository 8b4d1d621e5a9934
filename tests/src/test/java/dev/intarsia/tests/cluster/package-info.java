/**
 * The real broker and registry that tests share: started once for all of a run, with topics of its own for each test class.
 * A test asks for them with {@link dev.intarsia.tests.cluster.LocalClusterTest} and a parameter of type
 * {@link dev.intarsia.tests.cluster.TestCluster}.
 */
package dev.intarsia.tests.cluster;
