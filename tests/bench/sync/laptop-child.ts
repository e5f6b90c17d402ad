import { BenchLaptop, type Ask } from './bench-laptop.ts';

/** A laptop of the sync bench: answers what its parent asks, until it is told to close. */
const laptop = new BenchLaptop(process.argv[2]!);

process.on('message', (message) => {
  const { ref, ask } = message as { ref: number; ask: Ask };
  void laptop.answer(ask).then(
    (value) => {
      process.send!({ ref, value });
      if (ask.ask === 'close') process.disconnect();
    },
    (fault: unknown) => process.send!({ ref, fault: String(fault) }),
  );
});
