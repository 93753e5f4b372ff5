//! What a run tells beside its findings: a line of progress at a terminal, the time of each phase.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::options::Voice;

/// What a run is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Read,
    Check,
    Compare,
    Render,
}

impl Phase {
    fn name(self) -> &'static str {
        match self {
            Phase::Read => "reading",
            Phase::Check => "checking",
            Phase::Compare => "comparing",
            Phase::Render => "rendering",
        }
    }
}

/// Runs shorter than this show no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// The phases of a run, timed; at a terminal a line says which one it is at.
pub(super) struct Progress {
    phases: Vec<(Phase, Instant)>,
    line: Option<(Sender<Phase>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts; silent with `--quiet` and where standard error is no terminal.
    pub(super) fn start(voice: Voice) -> Self {
        let line = (!voice.is_quiet() && std::io::stderr().is_terminal()).then(|| {
            let (sender, receiver) = channel();
            (sender, std::thread::spawn(move || show(&receiver, &mut std::io::stderr(), PATIENCE)))
        });
        Progress { phases: Vec::new(), line }
    }

    /// Says what the run is at.
    pub(super) fn enter(&mut self, phase: Phase) {
        self.phases.push((phase, Instant::now()));
        if let Some((sender, _)) = &self.line {
            // A line that cannot be shown is no failure.
            let _ = sender.send(phase);
        }
    }

    /// Ends the line; the time of each phase, for people.
    pub(super) fn finish(mut self) -> String {
        self.end();
        let ends = self.phases.iter().skip(1).map(|(_, start)| *start).chain([Instant::now()]);
        self.phases
            .iter()
            .zip(ends)
            .map(|((phase, start), end)| {
                format!("{} took {:.1} ms\n", phase.name(), (end - *start).as_secs_f64() * 1e3)
            })
            .collect()
    }

    fn end(&mut self) {
        if let Some((sender, thread)) = self.line.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

/// Shows what a run is at, once it takes longer than `patience`; leaves an empty line.
fn show(phases: &Receiver<Phase>, out: &mut impl Write, patience: Duration) {
    const WIDTH: usize = 12;
    let start = Instant::now();
    let mut phase = Phase::Read;
    let mut is_shown = false;
    loop {
        let left = patience.saturating_sub(start.elapsed());
        let wait = if left.is_zero() { Duration::from_secs(3600) } else { left };
        match phases.recv_timeout(wait) {
            Ok(next) => phase = next,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if start.elapsed() >= patience {
            is_shown = true;
            let _ = write!(out, "\r{:WIDTH$}", format!("{}…", phase.name()));
            let _ = out.flush();
        }
    }
    if is_shown {
        let _ = write!(out, "\r{:WIDTH$}\r", "");
        let _ = out.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_shows_in_long_runs_only_and_goes_away() {
        for (patience, expected) in
            [(Duration::from_secs(60), ""), (Duration::ZERO, "\rchecking…   \r            \r")]
        {
            let (sender, receiver) = channel();
            let mut out = Vec::new();
            assert!(sender.send(Phase::Check).is_ok());
            drop(sender);
            show(&receiver, &mut out, patience);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
