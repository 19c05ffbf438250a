// Lời của bàn chủ tọa về các loại biểu quyết, tiếng Việt. English in `en_console.ts`.
export const viConsole = {} as const;
