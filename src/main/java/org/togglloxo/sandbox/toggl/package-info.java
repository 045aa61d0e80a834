/** What the simulated Toggl Hire knows. */
package org.togglloxo.sandbox.toggl;
