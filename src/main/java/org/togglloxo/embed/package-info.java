/** The flow inside a host's Camel context: its names, its settings, its ledger, and nothing of the host's touched. */
package org.togglloxo.embed;
