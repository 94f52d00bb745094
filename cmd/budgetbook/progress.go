package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"budgetbook/generator/book"
)

// A meter shows how far a build is: a bar on a terminal, else a line now and then, so that
// a log stays short and a quick build says nothing.
type meter struct {
	w    io.Writer
	bar  bool
	stop chan struct{}
	once sync.Once
	done sync.WaitGroup

	mu  sync.Mutex
	now book.Progress
}

// meter starts one; [meter.end] takes the bar away.
func (u *ui) meter() *meter {
	m := &meter{w: u.err, stop: make(chan struct{}), now: book.Progress{Stage: "원본 읽기와 계산"}}
	every := 10 * time.Second
	if file, ok := u.err.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			m.bar, every = true, 200*time.Millisecond
		}
	}
	m.done.Go(func() {
		for tick := time.NewTicker(every); ; {
			select {
			case <-tick.C:
				m.draw()
			case <-m.stop:
				tick.Stop()
				return
			}
		}
	})
	return m
}

func (m *meter) show(p book.Progress) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = p
}

func (m *meter) draw() {
	m.mu.Lock()
	p := m.now
	m.mu.Unlock()
	text := "만드는 중: " + p.Stage
	if p.Total > 1 {
		text = fmt.Sprintf("%s %d/%d", p.Stage, p.Done, p.Total)
	}
	if !m.bar {
		fmt.Fprintln(m.w, text)
		return
	}
	const cells = 24
	if p.Total > 1 {
		full := cells * p.Done / p.Total
		text = strings.Repeat("█", full) + strings.Repeat("░", cells-full) + " " + text
	}
	m.clear()
	fmt.Fprint(m.w, text)
}

// clear blanks the line without the codes that old consoles print.
func (m *meter) clear() { fmt.Fprint(m.w, "\r"+strings.Repeat(" ", 78)+"\r") }

func (m *meter) end() {
	m.once.Do(func() {
		close(m.stop)
		m.done.Wait()
		if m.bar {
			m.clear()
		}
	})
}

// interruptible lets Ctrl-C end the program at once, with nothing of the new book left
// and the old one as it was. A book that already stands is told as usual.
func (u *ui) interruptible(stage *book.Stage, m *meter) (end func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, caught := <-signals; caught && stage.Discard() {
			m.end()
			fmt.Fprintln(u.err, "중지했습니다. 앞서 만든 책은 그대로입니다")
			os.Exit(exitInterrupted)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}
