/** A candidate's test result as a PDF: what Toggl Hire knows of a candidate, for those who only look into Loxo. */
package org.togglloxo.scorecard;
