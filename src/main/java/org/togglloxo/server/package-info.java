/** A small HTTP server for whoever runs the program: its limits, and the one Vert.x that all servers of a process share. */
package org.togglloxo.server;
