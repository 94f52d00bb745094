package workers

import "sync"

// Beside does pieces of work while its owner goes on with something else.
type Beside struct {
	busy  chan struct{} // as many as there are workers
	group sync.WaitGroup
	crash crash
}

// NewBeside is for at most so many pieces at a time; 0 is one for each core.
func NewBeside(jobs int) *Beside {
	return &Beside{busy: make(chan struct{}, workersOf(jobs))}
}

// Go begins a piece of work, as soon as a worker is free: so no more data wait than are worked on.
func (b *Beside) Go(work func()) {
	b.busy <- struct{}{}
	b.group.Go(func() {
		defer func() { <-b.busy }()
		defer b.crash.keep()
		work()
	})
}

// Wait returns when all of it is done. A panic in it is one of the caller.
func (b *Beside) Wait() {
	b.group.Wait()
	b.crash.raise()
}
